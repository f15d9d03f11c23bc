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
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.secret.HashChain;

/** An epoch's end: its secret and its payout root, posted by the coordinator's node; and the arbiter's rejection. */
public final class RootErrands {
    /** As many hashes as one reveal may take (HashChains.sol, LONGEST_GAP). */
    private static final long LONGEST_GAP = 10_000;

    private final CuckooSettlement settlement;
    private final Address address;
    private final NodeBook nodes;
    private final TipBook tips;
    private final RootBook roots;
    private final StakingReader reader;

    public RootErrands(ChainAccess chain, NetworkContracts contracts) {
        this.address = contracts.settlement();
        this.settlement = Bindings.settlement(chain, address);
        this.nodes = new NodeBook(chain, contracts);
        this.tips = new TipBook(chain, contracts);
        this.roots = new RootBook(chain, contracts);
        this.reader = new StakingReader(chain, contracts);
    }

    /**
     * What is posted for an epoch.
     *
     * @param payoutRoot zero if nothing is paid
     * @param amount sum of the root's leaves, which is set aside of the escrow
     * @param logRoot root of the epoch's published log
     */
    public record Post(EpochNumber epoch, Hash32 payoutRoot, Wei amount, Hash32 logRoot) {
        /** @throws IllegalArgumentException if there is a root without an amount, or an amount without a root */
        public Post {
            if (payoutRoot.equals(Hash32.ZERO) != amount.equals(Wei.ZERO)) {
                throw new IllegalArgumentException("a payout root needs an amount, and an amount a payout root");
            }
        }
    }

    /** Where an epoch's secret comes from. Asked only once the epoch is over by the chain's time. */
    public interface SecretSource {
        /** @throws CommandFailure if it has none for this epoch */
        Hash32 secretOf(EpochNumber epoch, TipBook.Told tip);
    }

    /**
     * Reveals an epoch's secret and posts its root.
     *
     * @throws CommandFailure if the sender is no coordinator's node, the epoch is not over or was passed, or the secret is another's;
     *     the secret has gone nowhere then
     */
    public Errand post(Address node, Post post, SecretSource secrets) {
        Address owner = nodes.coordinatorOf(node).owner();
        Hash32 secret = checkedSecret(owner, post.epoch(), secrets);
        long finalAt = reader.moments().now()
                + ChainAccess.read(settlement.rootWindow()).longValueExact();
        var free = new Wei(ChainAccess.read(settlement.uncommitted(owner.hex())));
        var errand = new Errand("root-post")
                .note("reveals the secret of epoch " + post.epoch() + " of coordinator " + owner + ", to everybody")
                .fact("coordinator", owner)
                .fact("epoch", post.epoch().value())
                .fact("payoutRoot", post.payoutRoot().hex())
                .fact("amountWei", post.amount())
                .fact("logRoot", post.logRoot().hex())
                .fact("uncommittedWei", free)
                .fact("finalAt", finalAt);
        tellPayout(errand, post, free, finalAt);
        return errand.call(Call.of(
                "posting the root of epoch " + post.epoch() + " of " + owner,
                address,
                settlement.postEpoch(
                        BigInteger.valueOf(post.epoch().value()),
                        post.payoutRoot().bytes(),
                        post.amount().value(),
                        post.logRoot().bytes(),
                        secret.bytes())));
    }

    private void tellPayout(Errand errand, Post post, Wei free, long finalAt) {
        if (post.amount().equals(Wei.ZERO)) {
            errand.note("pays nothing for this epoch");
        } else {
            errand.note("sets " + post.amount().toCai() + " of " + free.toCai()
                    + " uncommitted escrow aside for the leaves of " + post.payoutRoot());
            errand.note("the arbiter may reject it until about "
                    + reader.moments().at(finalAt) + "; then it pays, for ever");
        }
        if (post.logRoot().equals(Hash32.ZERO)) {
            errand.note("without a log root: nobody can hold a published log against it");
        }
    }

    private Hash32 checkedSecret(Address owner, EpochNumber epoch, SecretSource secrets) {
        EpochNumber present = tips.present();
        if (epoch.compareTo(present) >= 0) {
            throw CommandFailure.refusedByContract(
                    "epoch " + epoch + " is not over, the chain is in epoch " + present
                            + "; its secret stays where it is",
                    "EpochNotOver");
        }
        TipBook.Told tip = tips.of(owner)
                .orElseThrow(() -> CommandFailure.refusedByContract(
                        "coordinator " + owner + " has no chain tip on chain", "SecretWrong"));
        long steps = epoch.value() - tip.revealed().epoch().value();
        refuseUnreachable(epoch, tip, steps);
        Hash32 secret = secrets.secretOf(epoch, tip);
        if (!HashChain.leadsTo(secret, tip.revealed().secret(), steps)) {
            throw CommandFailure.refusedByContract(
                    "the secret is not that of epoch " + epoch + ": " + steps + " hashes of it don't lead to "
                            + (tip.hasReveals()
                                    ? "the one revealed for epoch "
                                            + tip.revealed().epoch()
                                    : "the tip"),
                    "SecretWrong");
        }
        return secret;
    }

    private static void refuseUnreachable(EpochNumber epoch, TipBook.Told tip, long steps) {
        if (steps < 1) {
            throw CommandFailure.refusedByContract(
                    "epoch " + epoch
                            + (tip.hasReveals()
                                    ? " was passed: epoch " + tip.revealed().epoch() + " is revealed already"
                                    : " is before the chain tip, which was set in epoch " + tip.epoch()),
                    "EpochPassed");
        }
        if (steps > LONGEST_GAP) {
            throw CommandFailure.refusedByContract(
                    "the last reveal is " + steps + " epochs ago and one call reaches over " + LONGEST_GAP
                            + "; post epoch " + (epoch.value() - steps + LONGEST_GAP) + " or an earlier one first",
                    "SecretTooFar");
        }
    }

    /** Rejects a root that is not final; by the arbiter. */
    public Errand reject(Address sender, Address coordinator, BigInteger epoch) {
        Address arbiter = Address.parse(reader.governance().arbiter);
        if (!arbiter.equals(sender)) {
            throw CommandFailure.refusedByContract(
                    sender + " may not reject roots: the arbiter is " + arbiter, "NotAllowed");
        }
        RootBook.Told root = roots.one(coordinator, epoch);
        refuseNotWaiting(root);
        return new Errand("root-reject")
                .note("rejects the root of epoch " + epoch + " of coordinator " + coordinator + ", " + root.payoutRoot()
                        + ", for ever: it pays nothing, and " + root.amount().toCai()
                        + " of the escrow are free again")
                .note("other epochs' roots stand as they are; what this one owed can go into a later one")
                .fact("coordinator", coordinator)
                .fact("epoch", epoch.longValueExact())
                .fact("payoutRoot", root.payoutRoot().hex())
                .fact("amountWei", root.amount())
                .call(Call.of(
                        "rejecting the root of epoch " + epoch + " of " + coordinator,
                        address,
                        settlement.rejectRoot(coordinator.hex(), epoch)));
    }

    private void refuseNotWaiting(RootBook.Told root) {
        switch (root.state()) {
            case WAITING -> {}
            case REJECTED ->
                throw new CommandFailure(
                        ExitCode.REFUSED, "the root of epoch " + root.epoch() + " was rejected already");
            case FINAL ->
                throw CommandFailure.refusedByContract(
                        "the root of epoch " + root.epoch() + " is final since "
                                + reader.moments().at(root.finalAt()) + " and stays",
                        "RootFinal");
        }
    }
}
