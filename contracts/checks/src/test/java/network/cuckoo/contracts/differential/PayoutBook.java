package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What coordinators told their people, true or not: the leaves below the roots that a play made. */
final class PayoutBook {

    private record Posting(Account coordinator, long epoch, Bytes32 payoutRoot) {}

    private final Map<Bytes32, PayoutTree> trees = new HashMap<>();
    private final Map<Posting, List<Entitlement>> postings = new HashMap<>();

    /** Keeps the tree and returns its root. */
    Bytes32 keep(PayoutTree tree) {
        trees.put(tree.root(), tree);
        return tree.root();
    }

    /** What a coordinator's posted roots say, oldest epoch first; a leaf copied from elsewhere as if it were of this root. */
    List<Entitlement> entitlements(World world, Account coordinator) {
        return world.settlement().ledger(coordinator).roots().keySet().stream()
                .flatMap(epoch -> below(world, coordinator, epoch).stream())
                .toList();
    }

    /** The hashes of all leaves below posted roots. */
    List<Bytes32> leaves(World world) {
        return all(world).map(Entitlement::leaf).distinct().toList();
    }

    /**
     * Whether a claim names only leaves of honest and final roots, not all of them paid: then nothing but its receiver may
     * stop it, whatever else the coordinator posted, before or after.
     */
    boolean isRightful(World world, Call.Claim claim, long at) {
        var coordinator = claim.payee().coordinator();
        var named = claim.payouts().stream()
                .flatMap(payout -> below(world, coordinator, payout.epoch()).stream()
                        .filter(known -> known.payout().equals(payout))
                        .filter(known -> known.payee().equals(claim.payee()))
                        .filter(_ -> isHonest(world, coordinator, payout.epoch())
                                && root(world, coordinator, payout.epoch()).isFinal(at))
                        .limit(1))
                .toList();
        return named.size() == claim.payouts().size()
                && named.stream()
                        .anyMatch(known -> !world.settlement().isClaimed(known.leaf())
                                && known.payout().amountWei().signum() > 0);
    }

    /** One claim for each leaf about something that is left in a standing root that promises too much or something else. */
    List<Call.Claim> lies(World world) {
        return open(world)
                .filter(known -> !isHonest(
                        world, known.payee().coordinator(), known.payout().epoch()))
                .map(known -> new Call.Claim(known.payee(), List.of(known.payout())))
                .toList();
    }

    /** One claim for each payee of all that is left to it in honest roots. */
    List<Call.Claim> dues(World world) {
        var dues = new LinkedHashMap<Payee, List<Payout>>();
        open(world)
                .filter(known -> isHonest(
                        world, known.payee().coordinator(), known.payout().epoch()))
                .forEach(known -> dues.computeIfAbsent(known.payee(), _ -> new ArrayList<>())
                        .add(known.payout()));
        return dues.entrySet().stream()
                .map(due -> new Call.Claim(due.getKey(), due.getValue()))
                .toList();
    }

    private Stream<Entitlement> open(World world) {
        return all(world)
                .filter(known -> root(
                                world,
                                known.payee().coordinator(),
                                known.payout().epoch())
                        .stands())
                .filter(known -> !world.settlement().isClaimed(known.leaf()))
                .filter(known -> known.payout().amountWei().signum() > 0);
    }

    private Stream<Entitlement> all(World world) {
        return world.cast().owners().stream().flatMap(owner -> entitlements(world, owner).stream());
    }

    /** Whether a root stands, all its leaves are of its own coordinator and epoch, and it set enough aside for them. */
    private boolean isHonest(World world, Account coordinator, long epoch) {
        var root = root(world, coordinator, epoch);
        var tree = trees.get(root.payoutRoot());
        if (!root.stands() || tree == null) {
            return false;
        }
        var own = below(world, coordinator, epoch).stream().noneMatch(Entitlement::copied);
        var sum = tree.leaves().stream().distinct().map(Leaf::amountWei).reduce(BigInteger.ZERO, BigInteger::add);
        return own && sum.compareTo(root.amountWei()) <= 0;
    }

    private List<Entitlement> below(World world, Account coordinator, long epoch) {
        var payoutRoot = root(world, coordinator, epoch).payoutRoot();
        if (payoutRoot.equals(Bytes32.ZERO)) {
            return List.of();
        }
        var posting = new Posting(coordinator, epoch, payoutRoot);
        return postings.computeIfAbsent(posting, key -> read(key, world.cast().settlement()));
    }

    private List<Entitlement> read(Posting posting, Account settlement) {
        var tree = Objects.requireNonNull(trees.get(posting.payoutRoot()), "a root that no move made");
        var known = new ArrayList<Entitlement>();
        for (var i = 0; i < tree.leaves().size(); i++) {
            var leaf = tree.leaves().get(i);
            var payee = new Payee(
                    posting.coordinator(), leaf.payee().account(), leaf.payee().toPool());
            var claimed = new Leaf(payee, posting.epoch(), leaf.amountWei());
            var hash = claimed.equals(leaf) ? tree.hashes().get(i) : claimed.hash(settlement);
            var payout =
                    new Payout(posting.epoch(), leaf.amountWei(), tree.proofs().get(i));
            known.add(new Entitlement(payee, payout, hash, !claimed.equals(leaf)));
        }
        return List.copyOf(known);
    }

    private static Root root(World world, Account coordinator, long epoch) {
        return world.settlement().ledger(coordinator).root(epoch);
    }
}
