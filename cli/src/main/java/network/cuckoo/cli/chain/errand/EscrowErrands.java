package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/** A coordinator's escrow: what apps pay in, what the coordinator takes back. */
public final class EscrowErrands {
    private final StakingReader reader;
    private final CuckooSettlement settlement;
    private final Address address;

    public EscrowErrands(ChainAccess chain, NetworkContracts contracts) {
        this.reader = new StakingReader(chain, contracts);
        this.address = contracts.settlement();
        this.settlement = Bindings.settlement(chain, address);
    }

    /**
     * An escrow.
     *
     * @param claimed paid out on leaves so far
     * @param committed what the newest standing root promises in all, of which {@code claimed} is paid
     * @param uncommitted what the coordinator could request
     * @param readyAt when the requested amount can be taken, Unix seconds; 0 = nothing is requested
     * @param standingEpoch of the newest root that was not rejected; 0 = none
     */
    public record Escrow(
            Address coordinator,
            Wei deposited,
            Wei withdrawn,
            Wei claimed,
            Wei committed,
            Wei uncommitted,
            Wei requested,
            long readyAt,
            BigInteger standingEpoch) {}

    /** What a coordinator's escrow holds. */
    public Escrow show(Address coordinator) {
        CuckooSettlement.Escrow escrow = ChainAccess.read(settlement.escrows(coordinator.hex()));
        BigInteger epoch = ChainAccess.read(settlement.standingEpoch(coordinator.hex()));
        CuckooSettlement.Root root = ChainAccess.read(settlement.roots(coordinator.hex(), epoch));
        return new Escrow(
                coordinator,
                new Wei(escrow.deposited),
                new Wei(escrow.withdrawn),
                new Wei(escrow.claimed),
                new Wei(root.cumulativeTotal),
                new Wei(ChainAccess.read(settlement.uncommitted(coordinator.hex()))),
                new Wei(escrow.requested),
                escrow.readyAt.longValueExact(),
                epoch);
    }

    /** Pays into a coordinator's escrow. @param appRef whom the coordinator is to credit, as it told the app */
    public Errand deposit(Address payer, Address coordinator, Wei amount, Hash32 appRef) {
        var registration = reader.candidate(coordinator);
        if (registration.kind.intValueExact() != CandidateKind.COORDINATOR.number() || !registration.registered) {
            throw new CommandFailure(ExitCode.REFUSED, coordinator + " is not a registered coordinator's owner");
        }
        return new Errand("escrow-deposit")
                .note("puts " + amount.toCai() + " of " + payer + " into the escrow of coordinator " + coordinator
                        + ", for the app " + appRef)
                .note("this trusts the coordinator: only what its payout roots say comes out again, refunds included")
                .fact("coordinator", coordinator)
                .fact("amountWei", amount)
                .fact("appRef", appRef.hex())
                .call(Call.paying(
                        "depositing " + amount.toCai() + " in the escrow of " + coordinator,
                        address,
                        settlement.deposit(coordinator.hex(), appRef.bytes(), amount.value()),
                        amount));
    }

    /** Announces that the coordinator will take this much. */
    public Errand request(Address coordinator, Wei amount) {
        Escrow escrow = show(coordinator);
        long readyAt = reader.moments().now()
                + ChainAccess.read(settlement.escrowWindow()).longValueExact();
        var errand =
                new Errand("escrow-request").fact("coordinator", coordinator).fact("amountWei", amount);
        if (escrow.readyAt() != 0) {
            errand.note("replaces the request for " + escrow.requested().toCai());
        }
        errand.note(
                amount.equals(Wei.ZERO)
                        ? "cancels the request"
                        : "announces that " + coordinator + " will take " + amount.toCai() + " of "
                                + escrow.uncommitted().toCai() + " that no root promises; it can be taken from about "
                                + reader.moments().at(readyAt) + " on, as far as no later root promises it");
        return errand.call(Call.of(
                "requesting " + amount.toCai() + " of the escrow of " + coordinator,
                address,
                settlement.requestEscrow(amount.value())));
    }

    /** Pays the coordinator what it requested. */
    public Errand withdraw(Address coordinator) {
        Escrow escrow = show(coordinator);
        Wei amount = escrow.requested().compareTo(escrow.uncommitted()) < 0 ? escrow.requested() : escrow.uncommitted();
        if (escrow.readyAt() > reader.moments().now()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the request for " + escrow.requested().toCai() + " is ready at "
                            + reader.moments().at(escrow.readyAt()));
        }
        return new Errand("escrow-withdraw")
                .note("pays " + amount.toCai() + " of " + escrow.requested().toCai() + " requested to " + coordinator)
                .fact("coordinator", coordinator)
                .fact("amountWei", amount)
                .call(Call.of(
                        "taking " + amount.toCai() + " from the escrow of " + coordinator,
                        address,
                        settlement.withdrawEscrow()));
    }
}
