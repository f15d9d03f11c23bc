package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;

/** Changes of the rules through the governor's timelock: announced, then after the delay carried out by anybody. */
public final class GovernErrands {
    private static final byte[] NO_PREDECESSOR = Hash32.ZERO.bytes();

    private final StakingReader reader;
    private final CuckooGovernor governor;
    private final Address address;

    /** @throws CommandFailure if the governor is no contract */
    public GovernErrands(ChainAccess chain, NetworkContracts contracts) {
        this.reader = new StakingReader(chain, contracts);
        this.address = reader.governor();
        if (!chain.hasContract(address)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the network's governor, " + address + ", is no contract: it calls the setters itself");
        }
        this.governor = Bindings.governor(chain, address);
    }

    /** Announces a change. @param salt tells equal changes apart */
    public Errand propose(RuleChange change, Hash32 salt) {
        BigInteger delay = ChainAccess.read(governor.getMinDelay());
        Moments moments = reader.moments();
        long readyAt = moments.now() + delay.longValueExact();
        return errand("govern-propose", change, salt)
                .note("announces: " + change.told() + "; anybody can carry it out from about " + moments.at(readyAt)
                        + " on, and the council can cancel it until then")
                .fact("readyAt", readyAt)
                .call(Call.of(
                        "announcing: " + change.told(),
                        address,
                        governor.schedule(
                                reader.address().hex(),
                                BigInteger.ZERO,
                                change.data(reader.binding()),
                                NO_PREDECESSOR,
                                salt.bytes(),
                                delay)));
    }

    /** Carries an announced change out; by anybody. */
    public Errand execute(RuleChange change, Hash32 salt) {
        var call = governor.execute(
                reader.address().hex(),
                BigInteger.ZERO,
                change.data(reader.binding()),
                NO_PREDECESSOR,
                salt.bytes(),
                BigInteger.ZERO);
        BigInteger readyAt =
                ChainAccess.read(governor.getTimestamp(operation(change, salt).bytes()));
        var errand = errand("govern-execute", change, salt).note("carries out: " + change.told());
        if (readyAt.compareTo(BigInteger.ONE) > 0) {
            errand.note("announced for " + reader.moments().at(readyAt));
        }
        return errand.call(Call.of("carrying out: " + change.told(), address, call));
    }

    /** Takes an announcement back. */
    public Errand cancel(RuleChange change, Hash32 salt) {
        Hash32 id = operation(change, salt);
        return errand("govern-cancel", change, salt)
                .note("takes the announcement back: " + change.told())
                .call(Call.of("cancelling: " + change.told(), address, governor.cancel(id.bytes())));
    }

    private Errand errand(String action, RuleChange change, Hash32 salt) {
        return new Errand(action)
                .fact("change", change.told())
                .fact("salt", salt.hex())
                .fact("operation", operation(change, salt).hex());
    }

    private Hash32 operation(RuleChange change, Hash32 salt) {
        return Hash32.of(ChainAccess.read(governor.hashOperation(
                reader.address().hex(), BigInteger.ZERO, change.data(reader.binding()), NO_PREDECESSOR, salt.bytes())));
    }
}
