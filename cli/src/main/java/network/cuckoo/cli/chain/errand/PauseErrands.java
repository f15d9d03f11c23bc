package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.domain.Address;

/** Pauses of what brings money in. */
public final class PauseErrands {
    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final StakingReader reader;

    public PauseErrands(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
        this.reader = new StakingReader(chain, contracts);
    }

    /** Which contract is paused; each has its own pause. */
    public enum Part {
        /** stake, vote, register. */
        STAKING,
        /** deposit, postEpoch. */
        SETTLEMENT
    }

    /** Pauses for so many seconds; only the pause guardian or the governor. */
    public Errand pause(Part part, long seconds) {
        BigInteger duration = BigInteger.valueOf(seconds);
        Moments moments = reader.moments();
        var call = switch (part) {
            case STAKING -> reader.binding().pause(duration);
            case SETTLEMENT ->
                Bindings.settlement(chain, contracts.settlement()).pause(duration);
        };
        return new Errand("pause")
                .note("pauses " + stopped(part) + " until about " + moments.at(moments.now() + seconds)
                        + "; what takes money out goes on")
                .note("the next pause may begin " + Moments.span(reader.parameters().longestPause)
                        + " after the end of this one")
                .fact("part", part.name())
                .fact("until", moments.now() + seconds)
                .call(Call.of("pausing the " + name(part) + " contract", address(part), call));
    }

    /** Ends a pause; by the pause guardian, or through the governor by a member of its council. */
    public Errand unpause(Address sender, Part part) {
        var errand =
                new Errand("unpause").note("ends the pause of " + stopped(part)).fact("part", part.name());
        String what = "ending the pause of the " + name(part) + " contract";
        boolean guardian = Address.parse(reader.governance().pauseGuardian).equals(sender);
        if (!guardian && Council.memberOf(chain, reader.governor(), sender)) {
            var governor = Bindings.governor(chain, reader.governor());
            return errand.call(Call.of(
                    what, reader.governor(), governor.unpause(address(part).hex())));
        }
        var call = switch (part) {
            case STAKING -> reader.binding().unpause();
            case SETTLEMENT ->
                Bindings.settlement(chain, contracts.settlement()).unpause();
        };
        return errand.call(Call.of(what, address(part), call));
    }

    private Address address(Part part) {
        return switch (part) {
            case STAKING -> contracts.staking();
            case SETTLEMENT -> contracts.settlement();
        };
    }

    private static String name(Part part) {
        return part == Part.STAKING ? "staking" : "settlement";
    }

    private static String stopped(Part part) {
        return switch (part) {
            case STAKING -> "staking, voting and registering";
            case SETTLEMENT -> "deposits into escrows and new payout roots";
        };
    }
}
