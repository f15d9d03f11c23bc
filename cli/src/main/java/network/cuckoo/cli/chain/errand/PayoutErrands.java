package network.cuckoo.cli.chain.errand;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/** Taking what a coordinator's roots promise. Anybody may send it; the money goes to whom the roots name. */
public final class PayoutErrands {
    private final CuckooSettlement settlement;
    private final Address address;
    private final RootBook roots;

    public PayoutErrands(ChainAccess chain, NetworkContracts contracts) {
        this.address = contracts.settlement();
        this.settlement = Bindings.settlement(chain, address);
        this.roots = new RootBook(chain, contracts);
    }

    /**
     * Claims all leaves that were not paid, in one transaction.
     *
     * @throws CommandFailure if they are not of one coordinator, account and way of payment, all were paid, or one's root is
     *     unknown, rejected or not final
     */
    public Errand claim(List<PayoutProof> proofs) {
        List<PayoutProof> leaves = proofs.stream().distinct().toList();
        PayoutProof first = refuseMixed(leaves);
        var errand = new Errand("claim");
        List<PayoutProof> open = tellEach(errand, leaves);
        refuseAllPaid(leaves, open);
        Wei sum = open.stream().map(PayoutProof::amount).reduce(Wei.ZERO, Wei::plus);
        return errand.note(told(first, sum))
                .fact("coordinator", first.coordinator())
                .fact("receiver", first.account())
                .fact("toPool", first.toPool())
                .fact("amountWei", sum)
                .call(claiming(first, open, sum));
    }

    /** @return those that are not paid yet */
    private List<PayoutProof> tellEach(Errand errand, List<PayoutProof> leaves) {
        ArrayNode told = errand.facts().putArray("leaves");
        List<PayoutProof> open = new ArrayList<>();
        for (PayoutProof leaf : leaves) {
            boolean paid = isPaid(leaf);
            String amount = leaf.amount().toCai();
            errand.note("epoch " + leaf.epoch() + ": "
                    + (paid ? "its " + amount + " were paid already" : "pays " + amount));
            told.addObject()
                    .put("epoch", leaf.epoch().longValueExact())
                    .put("amountWei", leaf.amount().toString())
                    .put("paid", paid);
            if (!paid) {
                refuseNotDue(leaf);
                open.add(leaf);
            }
        }
        return open;
    }

    private Call claiming(PayoutProof first, List<PayoutProof> open, Wei sum) {
        return Call.of(
                "claiming " + sum.toCai() + " for " + first.account(),
                address,
                settlement.claim(
                        first.coordinator().hex(),
                        first.account().hex(),
                        first.toPool(),
                        open.stream().map(PayoutErrands::payout).toList()));
    }

    private static String told(PayoutProof first, Wei sum) {
        return "in all " + sum.toCai() + " from the escrow of coordinator " + first.coordinator() + " to "
                + (first.toPool() ? "the pool of " + first.account() + " as rewards" : first.account());
    }

    private static CuckooSettlement.Payout payout(PayoutProof leaf) {
        return new CuckooSettlement.Payout(
                leaf.epoch(),
                leaf.amount().value(),
                leaf.proof().stream().map(Hash32::bytes).toList());
    }

    private static PayoutProof refuseMixed(List<PayoutProof> leaves) {
        if (leaves.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "the proof files hold no payout");
        }
        PayoutProof first = leaves.getFirst();
        for (PayoutProof leaf : leaves) {
            refuseDifferent("coordinator", first.coordinator(), leaf.coordinator());
            refuseDifferent("account", first.account(), leaf.account());
            refuseDifferent("toPool", first.toPool(), leaf.toPool());
        }
        return first;
    }

    private static void refuseDifferent(String what, Object one, Object other) {
        if (!one.equals(other)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the payouts of one claim must agree in '" + what + "', but there are " + one + " and " + other
                            + "; claim them separately");
        }
    }

    private static void refuseAllPaid(List<PayoutProof> leaves, List<PayoutProof> open) {
        if (open.isEmpty()) {
            String epochs = String.join(
                    ", ", leaves.stream().map(leaf -> leaf.epoch().toString()).toList());
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "nothing is left to claim: all of it was paid already, of "
                            + (leaves.size() == 1 ? "epoch " : "epochs ") + epochs);
        }
    }

    private void refuseNotDue(PayoutProof leaf) {
        RootBook.Told root = roots.one(leaf.coordinator(), leaf.epoch());
        switch (root.state()) {
            case FINAL -> {}
            case REJECTED ->
                throw new CommandFailure(
                        ExitCode.REFUSED,
                        "the root of epoch " + leaf.epoch()
                                + " was rejected by the arbiter; what it promised is not paid");
            case WAITING ->
                throw CommandFailure.refusedByContract(
                        "the root of epoch " + leaf.epoch() + " is final from "
                                + roots.moments().at(root.finalAt()) + " on",
                        "RootNotFinal");
        }
    }

    private boolean isPaid(PayoutProof leaf) {
        BigInteger amount = leaf.amount().value();
        byte[] hash = ChainAccess.read(settlement.leafOf(
                leaf.coordinator().hex(), leaf.epoch(), leaf.account().hex(), amount, leaf.toPool()));
        return ChainAccess.read(settlement.isClaimed(hash));
    }
}
