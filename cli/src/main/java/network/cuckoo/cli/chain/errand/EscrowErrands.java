package network.cuckoo.cli.chain.errand;

import java.util.Optional;
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
     * @param committed set aside for roots that were not rejected, in all; of that {@code claimed} is paid
     * @param uncommitted what the coordinator could request
     * @param request what it has requested; empty if nothing
     */
    public record Escrow(
            Address coordinator,
            Wei deposited,
            Wei withdrawn,
            Wei committed,
            Wei claimed,
            Wei uncommitted,
            Optional<Request> request) {
        /** Set aside and not paid yet. */
        public Wei owed() {
            return committed.minus(claimed);
        }
    }

    /**
     * A request for escrow.
     *
     * @param readyAt from when on it can be taken, Unix seconds
     * @param goodUntil and before when, Unix seconds
     */
    public record Request(Wei amount, long readyAt, long goodUntil) {}

    /** What a coordinator's escrow holds. */
    public Escrow show(Address coordinator) {
        CuckooSettlement.Escrow escrow = ChainAccess.read(settlement.escrows(coordinator.hex()));
        return new Escrow(
                coordinator,
                new Wei(escrow.deposited),
                new Wei(escrow.withdrawn),
                new Wei(escrow.committed),
                new Wei(escrow.claimed),
                new Wei(ChainAccess.read(settlement.uncommitted(coordinator.hex()))),
                request(escrow));
    }

    private Optional<Request> request(CuckooSettlement.Escrow escrow) {
        if (escrow.readyAt.signum() == 0) {
            return Optional.empty();
        }
        long readyAt = escrow.readyAt.longValueExact();
        return Optional.of(new Request(new Wei(escrow.requested), readyAt, readyAt + window()));
    }

    private long window() {
        return ChainAccess.read(settlement.escrowWindow()).longValueExact();
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

    /** Announces that the coordinator will take this much; zero takes the announcement back. */
    public Errand request(Address coordinator, Wei amount) {
        Escrow escrow = show(coordinator);
        Moments moments = reader.moments();
        var errand =
                new Errand("escrow-request").fact("coordinator", coordinator).fact("amountWei", amount);
        escrow.request()
                .ifPresent(before -> errand.note(
                        "replaces the request for " + before.amount().toCai()));
        if (amount.equals(Wei.ZERO)) {
            errand.note("cancels the request");
        } else {
            long readyAt = moments.now() + window();
            long goodUntil = readyAt + window();
            errand.note("announces that " + coordinator + " will take " + amount.toCai() + " of "
                            + escrow.uncommitted().toCai() + " that no root commits")
                    .note("it is ready at about " + moments.at(readyAt) + " and stays good until about "
                            + moments.at(goodUntil) + "; what later roots commit is not paid")
                    .fact("readyAt", readyAt)
                    .fact("goodUntil", goodUntil);
        }
        return errand.call(Call.of(
                "requesting " + amount.toCai() + " of the escrow of " + coordinator,
                address,
                settlement.requestEscrow(amount.value())));
    }

    /** Pays the coordinator what it requested. @throws CommandFailure if there is no request, or it is not good now */
    public Errand withdraw(Address coordinator) {
        Escrow escrow = show(coordinator);
        Request request = escrow.request()
                .orElseThrow(() -> CommandFailure.refusedByContract(
                        coordinator + " has requested no escrow; `escrow request` comes first", "NoEscrowRequest"));
        refuseNotGood(request);
        Wei amount = request.amount().compareTo(escrow.uncommitted()) < 0 ? request.amount() : escrow.uncommitted();
        return new Errand("escrow-withdraw")
                .note("pays " + amount.toCai() + " of " + request.amount().toCai() + " requested to " + coordinator
                        + (amount.equals(request.amount()) ? "" : "; roots have committed the rest since"))
                .fact("coordinator", coordinator)
                .fact("amountWei", amount)
                .call(Call.of(
                        "taking " + amount.toCai() + " from the escrow of " + coordinator,
                        address,
                        settlement.withdrawEscrow()));
    }

    private void refuseNotGood(Request request) {
        Moments moments = reader.moments();
        if (request.readyAt() > moments.now()) {
            throw CommandFailure.refusedByContract(
                    "the request for " + request.amount().toCai() + " is ready at " + moments.at(request.readyAt()),
                    "EscrowNotReady");
        }
        if (request.goodUntil() <= moments.now()) {
            throw CommandFailure.refusedByContract(
                    "the request for " + request.amount().toCai() + " was good until " + moments.at(request.goodUntil())
                            + "; `escrow request` makes a new one",
                    "EscrowRequestOver");
        }
    }
}
