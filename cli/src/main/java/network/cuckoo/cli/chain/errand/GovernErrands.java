package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Forecast;
import network.cuckoo.cli.chain.Forecaster;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import org.web3j.utils.Numeric;

/** What the governor does through its timelock: announced, then after the delay carried out by anybody. */
public final class GovernErrands {
    private static final byte[] NO_PREDECESSOR = Hash32.ZERO.bytes();
    /** What the timelock keeps instead of a time for what was carried out (TimelockController.sol). */
    static final BigInteger DONE = BigInteger.ONE;

    private final ChainAccess chain;
    private final StakingReader reader;
    private final CuckooGovernor governor;
    private final Address address;

    /** @throws CommandFailure if the governor is no contract */
    public GovernErrands(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.reader = new StakingReader(chain, contracts);
        this.address = reader.governor();
        if (!chain.hasContract(address)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the network's governor, " + address + ", is no contract: it calls the setters itself");
        }
        this.governor = Bindings.governor(chain, address);
    }

    /**
     * Announces something.
     *
     * @param salt tells equal announcements apart
     * @throws CommandFailure if the sender is not of the council, or the staking contract would refuse such a rule
     */
    public Errand propose(Address sender, GovernorAct act, Hash32 salt) {
        refuseStranger(sender);
        refuseAnnounced(act, salt);
        if (act.isRule()) {
            refuseImpossible(act);
        }
        BigInteger delay = ChainAccess.read(governor.getMinDelay());
        Moments moments = reader.moments();
        long readyAt = moments.now() + delay.longValueExact();
        var errand = errand("govern-propose", act, salt)
                .note("announces: " + act.told() + "; anybody can carry it out from about " + moments.at(readyAt)
                        + " on, and the council can cancel it until then")
                .fact("readyAt", readyAt);
        if (!act.isRule()) {
            errand.note(means());
        }
        return errand.call(Call.of(
                "announcing: " + act.told(),
                address,
                governor.schedule(
                        target(act),
                        act.value().value(),
                        act.data(reader.binding()),
                        NO_PREDECESSOR,
                        salt.bytes(),
                        delay)));
    }

    /** Carries an announced act out; by anybody. */
    public Errand execute(GovernorAct act, Hash32 salt) {
        var call = governor.execute(
                target(act),
                act.value().value(),
                act.data(reader.binding()),
                NO_PREDECESSOR,
                salt.bytes(),
                BigInteger.ZERO);
        Call goal = Call.of("carrying out: " + act.told(), address, call);
        BigInteger readyAt = announcedFor(act, salt);
        refuseNotReady(act, readyAt, goal);
        var errand = errand("govern-execute", act, salt).note("carries out: " + act.told());
        if (readyAt.compareTo(DONE) > 0) {
            errand.note("announced for " + reader.moments().at(readyAt));
        }
        if (!act.isRule()) {
            errand.note(means());
            refuseUnpayable(act);
        }
        return errand.call(goal);
    }

    /** The contract decides, by the time of its own; this only says why in more words. @param readyAt as {@link #announcedFor} */
    private void refuseNotReady(GovernorAct act, BigInteger readyAt, Call goal) {
        if (readyAt.signum() == 0) {
            throw notReady("this was never announced, or was cancelled: " + act.told()
                    + " (an execution takes just what its announcement took, with the same --salt)");
        }
        if (readyAt.equals(DONE)) {
            throw notReady("this was carried out before: " + act.told());
        }
        Moments moments = reader.moments();
        if (!moments.isPast(readyAt) && new Forecaster(chain, address).of(goal) instanceof Forecast.Refused) {
            throw notReady(
                    "this is announced and can be carried out from " + moments.at(readyAt) + " on: " + act.told());
        }
    }

    private static CommandFailure notReady(String why) {
        return CommandFailure.refusedByContract(why, "TimelockUnexpectedOperationState");
    }

    /** Takes an announcement back. */
    public Errand cancel(Address sender, GovernorAct act, Hash32 salt) {
        refuseStranger(sender);
        Hash32 id = operation(act, salt);
        return errand("govern-cancel", act, salt)
                .note("takes the announcement back: " + act.told())
                .call(Call.of("cancelling: " + act.told(), address, governor.cancel(id.bytes())));
    }

    /** Unix seconds; 0 = never announced, 1 = done. */
    private BigInteger announcedFor(GovernorAct act, Hash32 salt) {
        return ChainAccess.read(governor.getTimestamp(operation(act, salt).bytes()));
    }

    private void refuseAnnounced(GovernorAct act, Hash32 salt) {
        BigInteger announced = announcedFor(act, salt);
        if (announced.signum() > 0) {
            throw CommandFailure.refusedByContract(
                    "just this was announced "
                            + (announced.equals(DONE)
                                    ? "and carried out before"
                                    : "for " + reader.moments().at(announced))
                            + "; another --salt tells a second announcement from it",
                    "TimelockUnexpectedOperationState");
        }
    }

    private void refuseStranger(Address sender) {
        if (!Council.memberOf(chain, address, sender)) {
            throw CommandFailure.refusedByContract(
                    sender + " is no member of the council, which may do this", "AccessControlUnauthorizedAccount");
        }
    }

    private String means() {
        return "the governor " + address + " holds "
                + chain.balanceOf(address).toCai() + " and has a credit of "
                + reader.credit(address).toCai() + " now";
    }

    /** @throws CommandFailure if the staking contract would refuse the rule, asked as the governor asks it */
    private void refuseImpossible(GovernorAct act) {
        var asked = new Call(
                act.told(),
                Optional.of(reader.address()),
                Numeric.toHexString(act.data(reader.binding())),
                Wei.ZERO,
                Hash32.ZERO);
        if (new Forecaster(chain, address).of(asked) instanceof Forecast.Refused refused) {
            throw CommandFailure.refusedByContract(
                    "this is not announced, since the contract would refuse it: "
                            + refused.error().sentence(),
                    refused.error().name());
        }
    }

    private void refuseUnpayable(GovernorAct act) {
        Wei held = chain.balanceOf(address);
        if (held.compareTo(act.value()) < 0) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the governor " + address + " has " + held.toCai() + ", too little to pay "
                            + act.value().toCai() + "; its credit comes to it by --claim-credit");
        }
    }

    private Errand errand(String action, GovernorAct act, Hash32 salt) {
        return new Errand(action)
                .fact("change", act.told())
                .fact("salt", salt.hex())
                .fact("operation", operation(act, salt).hex());
    }

    private String target(GovernorAct act) {
        return act.target(reader.address()).hex();
    }

    private Hash32 operation(GovernorAct act, Hash32 salt) {
        return Hash32.of(ChainAccess.read(governor.hashOperation(
                target(act), act.value().value(), act.data(reader.binding()), NO_PREDECESSOR, salt.bytes())));
    }
}
