package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The settlement contract as CONTRACTS.md and its interface describe it. */
final class SettlementModel {

    static final long LONGEST_STEPS = 10_000; // the documents only say that there is a limit
    static final long CHAIN_ID = 31_337;

    private final Bank bank;
    private final Account self;
    private final Account stakingAccount;
    private final StakingModel staking;
    private final Pause pause;
    private final Map<Account, Ledger> ledgers;
    private final Set<Bytes32> claimedLeaves;

    SettlementModel(Bank bank, Cast cast, StakingModel staking) {
        this.bank = bank;
        this.staking = staking;
        self = cast.settlement();
        stakingAccount = cast.staking();
        pause = new Pause();
        ledgers = new HashMap<>();
        claimedLeaves = new HashSet<>();
    }

    SettlementModel(SettlementModel other, Bank copiedBank, StakingModel copiedStaking) {
        bank = copiedBank;
        staking = copiedStaking;
        self = other.self;
        stakingAccount = other.stakingAccount;
        pause = new Pause(other.pause);
        ledgers = new HashMap<>();
        other.ledgers.forEach((coordinator, ledger) -> ledgers.put(coordinator, ledger.copy()));
        claimedLeaves = new HashSet<>(other.claimedLeaves);
    }

    void apply(Message message, Call.ToSettlement call) {
        switch (call) {
            case Call.SetChainTip(var tip) -> setChainTip(message, tip);
            case Call.Deposit deposit -> deposit(message, deposit);
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
        message.require(!tip.equals(Bytes32.ZERO), Refusal.EMPTY_TIP);
        var owner = coordinatorOf(message.caller(), message.now());
        if (message.require(!owner.equals(Account.NOBODY), Refusal.NOT_COORDINATOR_NODE, message.caller())) {
            var active = staking.isActiveCoordinator(owner, message.now());
            message.require(active, Refusal.COORDINATOR_INACTIVE, owner);
        }
        if (!message.refused()) {
            ledgers.put(owner, ledger(owner).withTip(tip, epochAt(message.now())));
            message.emit("TipSet", owner, tip);
        }
    }

    private void deposit(Message message, Call.Deposit call) {
        pause.requireNone(message);
        message.requirePositive(message.valueWei());
        var coordinator = call.coordinator();
        var candidate = staking.registrations().candidate(coordinator, message.now());
        message.require(candidate.registered() && candidate.kind() == Kind.COORDINATOR, Refusal.NOT_COORDINATOR);
        var ledger = ledger(coordinator);
        var escrow = ledger.escrow().deposit(message.valueWei());
        ledgers.put(coordinator, ledger.withEscrow(escrow));
        message.emit("Deposited", coordinator, message.caller(), call.appRef(), message.valueWei(), escrow.deposited());
    }

    private void postEpoch(Message message, Call.PostEpoch call) {
        var owner = coordinatorOf(message.caller(), message.now());
        var rooted = !call.payoutRoot().equals(Bytes32.ZERO);
        var available = ledger(owner).uncommitted();
        var accepted = pause.requireNone(message)
                && message.require(!owner.equals(Account.NOBODY), Refusal.NOT_COORDINATOR_NODE, message.caller())
                && message.require(
                        rooted == call.amountWei().signum() > 0,
                        Refusal.ROOT_WITHOUT_AMOUNT,
                        call.payoutRoot(),
                        call.amountWei())
                && mayReveal(message, call, ledger(owner))
                && message.require(
                        call.amountWei().compareTo(available) <= 0,
                        Refusal.ESCROW_TOO_SMALL,
                        available,
                        call.amountWei());
        if (accepted) {
            post(message, call, owner);
        }
    }

    /** Whether the epoch is over and new, and the secret its own. */
    private boolean mayReveal(Message message, Call.PostEpoch call, Ledger ledger) {
        var epoch = call.epoch();
        var present = epochAt(message.now());
        var last = ledger.lastReveal();
        var steps = epoch - last.epoch();
        return message.require(epoch < present, Refusal.EPOCH_NOT_OVER, epoch, present)
                && message.require(!ledger.tip().equals(Bytes32.ZERO), Refusal.SECRET_WRONG, epoch, 0)
                && message.require(steps > 0, Refusal.EPOCH_PASSED, epoch, last.epoch())
                && message.require(steps <= LONGEST_STEPS, Refusal.SECRET_TOO_FAR, steps, LONGEST_STEPS)
                && message.require(
                        call.secret().hashed(steps).equals(last.secret()), Refusal.SECRET_WRONG, epoch, steps);
    }

    private void post(Message message, Call.PostEpoch call, Account owner) {
        var ledger = ledger(owner).withReveal(new Reveal(call.secret(), call.epoch()));
        var finalAt = message.now() + staking.rules().rootWindow();
        var root = new Root(call.payoutRoot(), call.amountWei(), ZERO, finalAt, false);
        if (ledger.roots().putIfAbsent(call.epoch(), root) != null) {
            throw new IllegalStateException("a second root of %s for epoch %d".formatted(owner, call.epoch()));
        }
        ledgers.put(owner, ledger);
        message.emit(
                "EpochPosted",
                owner,
                call.epoch(),
                call.payoutRoot(),
                call.amountWei(),
                ledger.committed(),
                call.logRoot(),
                call.secret(),
                finalAt);
    }

    private void rejectRoot(Message message, Account coordinator, long epoch) {
        var ledger = ledger(coordinator);
        var root = ledger.root(epoch);
        var accepted = message.require(
                        message.caller().equals(staking.governance().arbiter()), Refusal.NOT_ALLOWED, message.caller())
                && message.require(root.stands(), Refusal.NO_ROOT, coordinator, epoch)
                && message.require(!root.isFinal(message.now()), Refusal.ROOT_FINAL, root.finalAt());
        if (accepted) {
            ledger.roots().put(epoch, root.reject());
            message.emit("RootRejected", coordinator, epoch, ledger.committed());
        }
    }

    private void claim(Message message, Call.Claim call) {
        var sum = ZERO;
        for (var payout : call.payouts()) {
            sum = sum.add(take(message, call.payee(), payout));
            if (message.refused()) {
                return;
            }
        }
        if (message.require(sum.signum() > 0, Refusal.NOTHING_TO_CLAIM)) {
            pay(message, call.payee(), sum);
        }
    }

    /** Books one leaf as paid and returns its wei; nothing if it was paid before. */
    private BigInteger take(Message message, Payee payee, Payout payout) {
        var epoch = payout.epoch();
        var amount = payout.amountWei();
        var ledger = ledger(payee.coordinator());
        var root = ledger.root(epoch);
        var leaf = new Leaf(payee, epoch, amount).hash(self);
        var proven = message.require(root.stands(), Refusal.NO_ROOT, payee.coordinator(), epoch)
                && message.require(root.isFinal(message.now()), Refusal.ROOT_NOT_FINAL, root.finalAt())
                && message.require(
                        Leaf.rootOf(leaf, payout.proof()).equals(root.payoutRoot()), Refusal.PROOF_INVALID, epoch);
        if (!proven || claimedLeaves.contains(leaf)) {
            return ZERO;
        }
        if (!message.require(
                amount.compareTo(root.leftWei()) <= 0, Refusal.ROOT_SPENT, epoch, root.leftWei(), amount)) {
            return ZERO;
        }
        claimedLeaves.add(leaf);
        var paid = root.pay(amount);
        ledger.roots().put(epoch, paid);
        ledgers.put(payee.coordinator(), ledger);
        message.emit(
                "Claimed",
                payee.coordinator(),
                payee.account(),
                epoch,
                amount,
                paid.claimedWei(),
                ledger.claimed(),
                payee.toPool());
        return amount;
    }

    private void pay(Message message, Payee payee, BigInteger amount) {
        if (payee.toPool()) {
            bank.move(self, stakingAccount, amount);
            staking.apply(message.from(self).with(amount), new Call.FundRewards(payee.account()));
        } else {
            bank.pay(message, self, payee.account(), amount);
        }
    }

    private void requestEscrow(Message message, BigInteger amount) {
        var owner = message.caller();
        var ledger = ledger(owner);
        var available = ledger.uncommitted();
        if (message.require(amount.compareTo(available) <= 0, Refusal.ESCROW_TOO_SMALL, available, amount)) {
            var readyAt = message.now() + staking.rules().escrowWindow();
            var escrow = ledger.escrow().request(amount, readyAt);
            ledgers.put(owner, ledger.withEscrow(escrow));
            message.emit("EscrowRequested", owner, amount, escrow.readyAt());
        }
    }

    private void withdrawEscrow(Message message) {
        var owner = message.caller();
        var ledger = ledger(owner);
        var requested = ledger.escrow().requested();
        var readyAt = ledger.escrow().readyAt();
        var until = readyAt + staking.rules().escrowWindow();
        var available = ledger.uncommitted();
        var accepted = message.require(readyAt != 0, Refusal.NO_ESCROW_REQUEST)
                && message.require(message.now() >= readyAt, Refusal.ESCROW_NOT_READY, readyAt)
                && message.require(message.now() < until, Refusal.ESCROW_REQUEST_OVER, until)
                && message.require(available.signum() > 0, Refusal.ESCROW_TOO_SMALL, ZERO, requested);
        if (accepted) {
            var amount = requested.min(available);
            var escrow = ledger.escrow().withdraw(amount);
            ledgers.put(owner, ledger.withEscrow(escrow));
            message.emit("EscrowWithdrawn", owner, amount, escrow.withdrawn());
            bank.pay(message, self, owner, amount);
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

    boolean isClaimed(Bytes32 leaf) {
        return claimedLeaves.contains(leaf);
    }

    /** What the contract must hold: all escrows less what was paid on leaves. */
    BigInteger owedWei() {
        return ledgers.values().stream()
                .map(ledger -> ledger.escrow().held().subtract(ledger.claimed()))
                .reduce(ZERO, BigInteger::add);
    }

    /** The coordinators' own invariants. */
    void check() {
        ledgers.values().forEach(Ledger::check);
    }

    Pause pause() {
        return pause;
    }
}
