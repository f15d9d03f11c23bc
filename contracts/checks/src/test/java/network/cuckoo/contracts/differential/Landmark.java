package network.cuckoo.contracts.differential;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What the sequences must come by and no count of calls or refusals shows; told from the world before a step. */
enum Landmark {
    REJECTION_IN_THE_LAST_VETO_WINDOWS,
    CUT_IN_THE_LAST_VETO_WINDOWS_REFUSED,
    SECOND_CASE_OF_A_PAIR_REFUSED,
    ARBITER_REGISTERING_REFUSED,
    ARBITER_ACCUSING_AS_COUNCILLOR_REFUSED,
    CANDIDATE_AS_ARBITER_REFUSED,
    CLAIM_OF_SEVERAL_EPOCHS,
    CLAIM_PASSING_OVER_A_PAID_LEAF,
    CLAIM_NAMING_A_LEAF_TWICE,
    CLAIM_BESIDE_A_LIE,
    CLAIM_SPOILED_BY_ONE_LEAF,
    ESCROW_WITHDRAWN_IN_PART;

    /** Those of a step that was taken. */
    static Set<Landmark> taken(World world, Step step, PayoutBook book) {
        var seen = EnumSet.noneOf(Landmark.class);
        switch (step.call()) {
            case Call.Decide(var id, var bps)
            when bps == 0 && isLate(world, step, id) -> seen.add(REJECTION_IN_THE_LAST_VETO_WINDOWS);
            case Call.Claim claim -> claimed(world, claim, book, seen);
            case Call.WithdrawEscrow() -> {
                var ledger = world.settlement().ledger(step.caller());
                if (ledger.escrow().requested().compareTo(ledger.uncommitted()) > 0) {
                    seen.add(ESCROW_WITHDRAWN_IN_PART);
                }
            }
            default -> {}
        }
        return seen;
    }

    private static void claimed(World world, Call.Claim claim, PayoutBook book, Set<Landmark> seen) {
        var epochs = new HashSet<Long>();
        claim.payouts().forEach(payout -> epochs.add(payout.epoch()));
        if (epochs.size() > 1) {
            seen.add(CLAIM_OF_SEVERAL_EPOCHS);
        }
        if (new HashSet<>(claim.payouts()).size() < claim.payouts().size()) {
            seen.add(CLAIM_NAMING_A_LEAF_TWICE);
        }
        if (claim.payouts().stream().anyMatch(payout -> isPaid(world, claim.payee(), payout))) {
            seen.add(CLAIM_PASSING_OVER_A_PAID_LEAF);
        }
        if (book.lies(world).stream()
                .anyMatch(lie -> lie.payee().coordinator().equals(claim.payee().coordinator()))) {
            seen.add(CLAIM_BESIDE_A_LIE);
        }
    }

    private static boolean isPaid(World world, Payee payee, Payout payout) {
        var leaf = new Leaf(payee, payout.epoch(), payout.amountWei());
        return world.settlement().isClaimed(leaf.hash(world.cast().settlement()));
    }

    /** Those of a step that was refused for these reasons. */
    static Set<Landmark> refused(World world, Step step, Set<Refusal> reasons) {
        var seen = EnumSet.noneOf(Landmark.class);
        if (reasons.size() > 1) {
            return seen;
        }
        switch (step.call()) {
            case Call.Decide(var id, var bps)
            when bps > 0 && reasons.contains(Refusal.TOO_LATE) && isLate(world, step, id) ->
                seen.add(CUT_IN_THE_LAST_VETO_WINDOWS_REFUSED);
            case Call.Propose proposal
            when reasons.contains(Refusal.ACCUSATION_TOO_SOON) && isOpen(world, step.caller(), proposal.candidate()) ->
                seen.add(SECOND_CASE_OF_A_PAIR_REFUSED);
            case Call.Register _ when reasons.contains(Refusal.NOT_ALLOWED) -> seen.add(ARBITER_REGISTERING_REFUSED);
            case Call.Accuse _
            when reasons.contains(Refusal.NOT_ALLOWED) -> seen.add(ARBITER_ACCUSING_AS_COUNCILLOR_REFUSED);
            case Call.SetArbiter(var account)
            when world.cast().owners().contains(account) && reasons.contains(Refusal.INVALID_PARAMETER) ->
                seen.add(CANDIDATE_AS_ARBITER_REFUSED);
            case Call.Claim claim
            when claim.payouts().size() > 1
                    && !reasons.contains(Refusal.NOTHING_TO_CLAIM)
                    && !reasons.contains(Refusal.PAYMENT_FAILED) -> seen.add(CLAIM_SPOILED_BY_ONE_LEAF);
            default -> {}
        }
        return seen;
    }

    private static boolean isLate(World world, Step step, int id) {
        var deadline = world.staking().cases().file(id).deadline();
        var windows = 2 * world.staking().rules().vetoWindow();
        return step.at() < deadline && step.at() > deadline - windows;
    }

    private static boolean isOpen(World world, Account proposer, Account candidate) {
        var cases = world.staking().cases();
        for (var id = 1; id <= cases.count(); id++) {
            var file = cases.file(id);
            if (file.isOpen()
                    && file.proposer().equals(proposer)
                    && file.candidate().equals(candidate)) {
                return true;
            }
        }
        return false;
    }
}
