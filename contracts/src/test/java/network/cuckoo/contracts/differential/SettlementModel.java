package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** The settlement contract as CONTRACTS.md and its interface describe it. */
final class SettlementModel {

    static final int LONGEST_STEPS = 10_000; // the documents only say that there is a limit
    private static final int MOST_PENDING = 64; // the same
    static final long CHAIN_ID = 31_337;

    private final Bank bank;
    private final Account self;
    private final Account stakingAccount;
    private final StakingModel staking;
    private final Pause pause;
    private final Map<Account, Ledger> ledgers;

    SettlementModel(Bank bank, Cast cast, StakingModel staking) {
        this.bank = bank;
        this.staking = staking;
        self = cast.settlement();
        stakingAccount = cast.staking();
        pause = new Pause();
        ledgers = new HashMap<>();
    }

    SettlementModel(SettlementModel other, Bank copiedBank, StakingModel copiedStaking) {
        bank = copiedBank;
        staking = copiedStaking;
        self = other.self;
        stakingAccount = other.stakingAccount;
        pause = new Pause(other.pause);
        ledgers = new HashMap<>();
        other.ledgers.forEach((coordinator, ledger) -> ledgers.put(coordinator, ledger.copy()));
    }

    void apply(Message message, Call.ToSettlement call) {
        switch (call) {
            case Call.SetChainTip(var tip) -> setChainTip(message, tip);
            case Call.Deposit(var coordinator) -> deposit(message, coordinator);
            case Call.PostEpoch post -> postEpoch(message, post);
            case Call.RejectRoot(var coordinator, var epoch) -> rejectRoot(message, coordinator, epoch);
            case Call.Claim claim -> claim(message, claim);
            case Call.RequestEscrow(var amount) -> requestEscrow(message, amount);
            case Call.WithdrawEscrow() -> withdrawEscrow(message);
            case Call.PauseSettlement(var duration) ->
                pause.begin(message, duration, staking.rules().longestPause(), staking.governance());
            case Call.UnpauseSettlement() -> pause.end(message, staking.governance());
            case Call.SendToSettlement() -> message.require(false, Refusal.DIRECT_TRANSFER_REFUSED);
        }
    }

    private void setChainTip(Message message, Bytes32 tip) {
        var owner = coordinatorOf(message.caller(), message.now());
        message.require(staking.isActiveCoordinator(owner, message.now()), Refusal.NOT_COORDINATOR_NODE);
        message.require(!tip.equals(Bytes32.ZERO), Refusal.EMPTY_TIP);
        if (!message.refused()) {
            ledgers.put(owner, ledger(owner).withTip(tip, epochAt(message.now())));
        }
    }

    private void deposit(Message message, Account coordinator) {
        pause.requireNone(message);
        message.requirePositive(message.valueWei());
        var candidate = staking.registrations().candidate(coordinator, message.now());
        message.require(candidate.registered() && candidate.kind() == Kind.COORDINATOR, Refusal.NOT_COORDINATOR);
        var ledger = ledger(coordinator);
        ledgers.put(coordinator, ledger.withEscrow(ledger.escrow().deposit(message.valueWei())));
    }

    private void postEpoch(Message message, Call.PostEpoch call) {
        pause.requireNone(message);
        message.require(!call.payoutRoot().equals(Bytes32.ZERO), Refusal.EMPTY_ROOT);
        message.require(call.epoch() < epochAt(message.now()), Refusal.EPOCH_NOT_OVER);
        var owner = coordinatorOf(message.caller(), message.now());
        if (!message.require(!owner.equals(Account.NOBODY), Refusal.NOT_COORDINATOR_NODE)) {
            return;
        }
        var ledger = ledger(owner);
        message.require(call.epoch() > ledger.lastPosted(), Refusal.EPOCH_PASSED);
        requireSecret(message, call, ledger);
        message.require(!isFull(ledger, message.now()), Refusal.TOO_MANY_PENDING);
        message.require(call.total().compareTo(ledger.standingRoot().total()) >= 0, Refusal.TOTAL_FELL);
        message.require(call.total().compareTo(ledger.escrow().held()) <= 0, Refusal.TOTAL_ABOVE_ESCROW);
        if (!message.refused()) {
            var finalAt = message.now() + staking.rules().rootWindow();
            ledger.roots()
                    .put(call.epoch(), new Root(call.payoutRoot(), call.total(), finalAt, ledger.standing(), false));
            ledgers.put(owner, ledger.withReveal(new Reveal(call.secret(), call.epoch()), call.epoch()));
        }
    }

    private static void requireSecret(Message message, Call.PostEpoch call, Ledger ledger) {
        var steps = call.epoch() - ledger.lastReveal().epoch();
        var covered = !ledger.tip().equals(Bytes32.ZERO) && steps > 0;
        if (covered && steps > LONGEST_STEPS) {
            message.require(false, Refusal.SECRET_TOO_FAR);
        } else {
            message.require(
                    covered
                            && call.secret()
                                    .hashed(steps)
                                    .equals(ledger.lastReveal().secret()),
                    Refusal.SECRET_WRONG);
        }
    }

    /** Whether the oldest of the last 64 roots, rejected ones counted, still waits to be final. */
    private static boolean isFull(Ledger ledger, long now) {
        var latest = ledger.roots().descendingMap().values().stream()
                .limit(MOST_PENDING)
                .toList();
        return latest.size() == MOST_PENDING
                && latest.getLast().stands()
                && now < latest.getLast().finalAt();
    }

    private void rejectRoot(Message message, Account coordinator, long epoch) {
        var ledger = ledger(coordinator);
        var root = ledger.root(epoch);
        message.require(message.caller().equals(staking.governance().arbiter()), Refusal.NOT_ALLOWED);
        message.require(root.stands(), Refusal.NO_ROOT);
        message.require(!root.stands() || message.now() < root.finalAt(), Refusal.ROOT_FINAL);
        if (!message.refused()) {
            ledger.roots().tailMap(epoch, true).replaceAll((later, builtOnIt) -> builtOnIt.reject());
            ledgers.put(coordinator, ledger.withReveal(ledger.lastReveal(), root.standing()));
        }
    }

    private void claim(Message message, Call.Claim call) {
        var leaf = call.leaf();
        var ledger = ledger(leaf.coordinator());
        var root = ledger.root(leaf.epoch());
        message.require(root.stands(), Refusal.NO_ROOT);
        message.require(!root.stands() || message.now() >= root.finalAt(), Refusal.ROOT_NOT_FINAL);
        var proven = Leaf.rootOf(leaf.hash(CHAIN_ID, self), call.proof());
        message.require(proven.equals(root.payoutRoot()), Refusal.PROOF_INVALID);
        var amount = leaf.cumulativeWei().subtract(ledger.claimed(leaf.account(), leaf.toPool()));
        message.require(amount.signum() > 0, Refusal.NOTHING_TO_CLAIM);
        var left = ledger.escrow().held().subtract(ledger.escrow().claimed());
        message.require(amount.compareTo(left) <= 0, Refusal.ESCROW_TOO_SMALL);
        if (message.refused()) {
            return;
        }
        ledger.claimed().put(new Ledger.PaidTo(leaf.account(), leaf.toPool()), leaf.cumulativeWei());
        ledgers.put(leaf.coordinator(), ledger.withEscrow(ledger.escrow().claim(amount)));
        pay(message, leaf, amount);
    }

    private void pay(Message message, Leaf leaf, BigInteger amount) {
        if (leaf.toPool()) {
            bank.move(self, stakingAccount, amount);
            staking.apply(message.from(self).with(amount), new Call.FundRewards(leaf.account()));
        } else {
            bank.pay(message, self, leaf.account(), amount);
        }
    }

    private void requestEscrow(Message message, BigInteger amount) {
        var ledger = ledger(message.caller());
        message.require(amount.compareTo(ledger.uncommitted()) <= 0, Refusal.ESCROW_TOO_SMALL);
        if (!message.refused()) {
            var readyAt = message.now() + staking.rules().escrowWindow();
            ledgers.put(message.caller(), ledger.withEscrow(ledger.escrow().request(amount, readyAt)));
        }
    }

    private void withdrawEscrow(Message message) {
        var ledger = ledger(message.caller());
        var escrow = ledger.escrow();
        message.require(escrow.readyAt() != 0 && message.now() >= escrow.readyAt(), Refusal.ESCROW_NOT_READY);
        var amount = escrow.requested().min(ledger.uncommitted());
        message.require(escrow.readyAt() == 0 || amount.signum() > 0, Refusal.ESCROW_TOO_SMALL);
        if (!message.refused()) {
            ledgers.put(message.caller(), ledger.withEscrow(escrow.withdraw(amount)));
            bank.pay(message, self, message.caller(), amount);
        }
    }

    /** The coordinator, active or not, whose present node this is, or nobody. */
    Account coordinatorOf(Account node, long now) {
        var owner = staking.registrations().nodeOwner(node);
        var candidate = staking.registrations().candidate(owner, now);
        return candidate.kind() == Kind.COORDINATOR && candidate.node().equals(node) ? owner : Account.NOBODY;
    }

    long epochAt(long now) {
        return now / staking.rules().epoch();
    }

    Ledger ledger(Account coordinator) {
        return ledgers.getOrDefault(coordinator, Ledger.empty());
    }

    /** What the contract must hold: all escrows less what was paid on leaves. */
    BigInteger owedWei() {
        return ledgers.values().stream()
                .map(ledger -> ledger.escrow().held().subtract(ledger.escrow().claimed()))
                .reduce(ZERO, BigInteger::add);
    }

    Pause pause() {
        return pause;
    }
}
