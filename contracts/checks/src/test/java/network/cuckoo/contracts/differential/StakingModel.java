package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.List;

/** The staking contract as CONTRACTS.md describes it: which rules a call breaks, and what it changes if none. */
final class StakingModel {

    /** A view that reverts; the lens tells it by the largest word. */
    static final BigInteger NOT_TOLD = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    private final Rules rules;
    private final Bank bank;
    private final Account self;
    private final Account dead;
    private final Pools pools;
    private final Registrations registrations;
    private final Credits credits;
    private final Cases cases;
    private final Governance governance;
    private final Pause pause;

    StakingModel(Rules rules, Bank bank, Cast cast) {
        this.rules = rules;
        this.bank = bank;
        self = cast.staking();
        dead = cast.dead();
        pools = new Pools(rules);
        registrations = new Registrations(rules);
        credits = new Credits();
        cases = new Cases(rules);
        governance = new Governance(rules, cast.governor(), cast.arbiter(), cast.treasury(), cast.guardian());
        pause = new Pause();
    }

    StakingModel(StakingModel other, Bank copiedBank) {
        rules = other.rules;
        bank = copiedBank;
        self = other.self;
        dead = other.dead;
        pools = new Pools(other.pools);
        registrations = new Registrations(other.registrations);
        credits = new Credits(other.credits);
        cases = new Cases(other.cases);
        governance = new Governance(other.governance);
        pause = new Pause(other.pause);
    }

    void apply(Message message, Call.ToStaking call) {
        switch (call) {
            case Call.Stake() -> stake(message);
            case Call.Unstake(var amount) -> unstake(message, amount);
            case Call.Vote(var candidates, var amounts) -> vote(message, candidates, amounts);
            case Call.Unvote(var candidates, var shares) -> unvote(message, candidates, shares);
            case Call.Withdraw(var ids, var toFree) -> withdraw(message, ids, toFree);
            case Call.Register register -> register(message, register);
            case Call.RotateNode rotation -> registrations.rotateNode(message, rotation);
            case Call.UpdateInfo update -> registrations.updateInfo(message, update);
            case Call.SetCommission(var bps) -> registrations.setCommission(message, bps);
            case Call.Deregister() -> registrations.deregister(message);
            case Call.FundRewards(var candidate) -> fundRewards(message, candidate);
            case Call.ClaimRewards(var candidates) -> claimRewards(message, candidates);
            case Call.ClaimCredit() -> claimCredit(message);
            case Call.Propose proposal -> propose(message, proposal);
            case Call.Answer(var id) -> cases.answer(message, id);
            case Call.Decide(var id, var bps) -> cases.decide(message, id, bps, governance, credits);
            case Call.Veto(var id) -> cases.veto(message, id, governance, credits);
            case Call.Execute(var id) -> bank.move(self, dead, cases.execute(message, id, governance, credits, pools));
            case Call.Expire(var id) -> cases.expire(message, id, credits);
            case Call.PauseStaking(var duration) -> pause.begin(message, duration, rules.longestPause(), governance);
            case Call.UnpauseStaking() -> pause.end(message, governance);
            case Call.SendToStaking() -> message.require(false, Refusal.DIRECT_TRANSFER_REFUSED);
            case Call.Govern setting -> governance.apply(message, setting, registrations::isCandidate);
        }
    }

    private void stake(Message message) {
        pause.requireNone(message);
        message.requirePositive(message.valueWei());
        pools.addFree(message.caller(), message.valueWei());
    }

    private void unstake(Message message, BigInteger amount) {
        message.requirePositive(amount);
        if (pools.takeFree(message, message.caller(), amount)) {
            bank.pay(message, self, message.caller(), amount);
        }
    }

    private void vote(Message message, List<Account> candidates, List<BigInteger> amounts) {
        pause.requireNone(message);
        if (requireArrays(message, candidates, amounts)) {
            for (var i = 0; i < candidates.size(); i++) {
                message.require(registrations.isRegistered(candidates.get(i)), Refusal.NOT_REGISTERED);
                pools.vote(message, candidates.get(i), amounts.get(i));
            }
        }
    }

    private void unvote(Message message, List<Account> candidates, List<BigInteger> shares) {
        if (requireArrays(message, candidates, shares)) {
            for (var i = 0; i < candidates.size(); i++) {
                pools.unvote(message, candidates.get(i), shares.get(i));
            }
        }
    }

    private void withdraw(Message message, List<Integer> ids, boolean toFree) {
        if (!message.require(!ids.isEmpty(), Refusal.BAD_ARRAYS)) {
            return;
        }
        var out = ids.stream().map(id -> pools.withdraw(message, id)).reduce(ZERO, BigInteger::add);
        if (toFree) {
            pools.addFree(message.caller(), out);
        } else {
            bank.pay(message, self, message.caller(), out);
        }
    }

    private void register(Message message, Call.Register call) {
        var isArbiter = message.caller().equals(governance.arbiter());
        if (!pause.requireNone(message) || !message.require(!isArbiter, Refusal.NOT_ALLOWED, message.caller())) {
            return;
        }
        registrations.register(message, call);
        if (call.ownVote().signum() > 0) {
            pools.vote(message, message.caller(), call.ownVote());
        }
        var ownStake = pools.value(message.caller(), message.caller());
        message.require(ownStake.compareTo(rules.minimum(call.kind())) >= 0, Refusal.OWN_STAKE_TOO_LOW);
    }

    private void fundRewards(Message message, Account candidate) {
        message.requirePositive(message.valueWei());
        if (message.require(registrations.isCandidate(candidate), Refusal.NOT_REGISTERED)) {
            var commissionBps =
                    registrations.candidate(candidate, message.now()).commission();
            var commission =
                    pools.isLost(candidate) ? message.valueWei() : Exact.part(message.valueWei(), commissionBps);
            credits.add(candidate, commission);
            pools.fund(candidate, message.valueWei().subtract(commission), message.now());
        }
    }

    private void claimRewards(Message message, List<Account> candidates) {
        var owed = candidates.stream()
                .map(candidate -> pools.takeRewards(message.caller(), candidate, message.now()))
                .reduce(ZERO, BigInteger::add);
        payClaim(message, owed);
    }

    private void claimCredit(Message message) {
        payClaim(message, credits.take(message.caller()));
    }

    private void payClaim(Message message, BigInteger amount) {
        if (message.require(amount.signum() > 0, Refusal.NOTHING_TO_CLAIM)) {
            bank.pay(message, self, message.caller(), amount);
        }
    }

    private void propose(Message message, Call.Propose call) {
        message.require(mayAccuse(message.caller(), message.now()), Refusal.NOT_ALLOWED);
        message.require(!message.caller().equals(call.candidate()), Refusal.NOT_ALLOWED);
        message.require(registrations.isCandidate(call.candidate()), Refusal.NOT_REGISTERED);
        cases.propose(message, call, governance.caseBond(), pools);
    }

    private boolean mayAccuse(Account account, long now) {
        return account.equals(governance.governor()) || isActiveCoordinator(account, now);
    }

    boolean isActiveCoordinator(Account owner, long now) {
        return registrations.candidate(owner, now).kind() == Kind.COORDINATOR && isActive(owner);
    }

    /** Registered, with its own stake at its minimum or above. */
    boolean isActive(Account owner) {
        var minimum = rules.minimum(registrations.candidate(owner, 0).kind());
        return registrations.isRegistered(owner) && pools.value(owner, owner).compareTo(minimum) >= 0;
    }

    BigInteger weight(Account candidate) {
        return isActive(candidate) ? pools.pool(candidate).weight() : ZERO;
    }

    /**
     * What the owner must vote for itself to reach its minimum: the shares that are worth it, rounded up, less those it
     * has, at the present rate, rounded up. That is enough, and at most a wei more than enough.
     */
    BigInteger topUpNeeded(Account owner) {
        if (!registrations.isRegistered(owner) || pools.pool(owner).closed()) {
            return NOT_TOLD;
        }
        var minimum = rules.minimum(registrations.candidate(owner, 0).kind());
        if (pools.value(owner, owner).compareTo(minimum) >= 0) {
            return ZERO;
        }
        var pool = pools.pool(owner);
        var amount = pool.shares().signum() == 0 ? minimum : topUp(pool, pools.position(owner, owner), minimum);
        requireJustEnough(owner, amount, minimum);
        return amount.max(rules.minVote());
    }

    private static BigInteger topUp(Pool pool, Position position, BigInteger minimum) {
        var missing = Exact.ceil(minimum, pool.shares(), pool.tokens()).subtract(position.shares());
        return Exact.ceil(missing, pool.tokens(), pool.shares());
    }

    private void requireJustEnough(Account owner, BigInteger amount, BigInteger minimum) {
        var tooLittle = amount.subtract(BigInteger.TWO);
        if (valueAfterVote(owner, amount).compareTo(minimum) < 0
                || (tooLittle.signum() > 0 && valueAfterVote(owner, tooLittle).compareTo(minimum) >= 0)) {
            throw new IllegalStateException("a vote of %s wei by %s isn't just enough".formatted(amount, owner));
        }
    }

    private BigInteger valueAfterVote(Account owner, BigInteger amount) {
        var pool = pools.pool(owner);
        var shares = pools.position(owner, owner).shares().add(pool.sharesFor(amount));
        return pool.vote(amount).value(shares);
    }

    private static boolean requireArrays(Message message, List<?> first, List<?> second) {
        return message.require(!first.isEmpty() && first.size() == second.size(), Refusal.BAD_ARRAYS);
    }

    /** One wei, one place: what the contract must hold. */
    BigInteger owedWei() {
        return pools.heldWei().add(cases.bondsWei()).add(credits.totalWei());
    }

    /** Nobody decides a case of its own: the arbiter is no candidate and never was. */
    void check() {
        if (registrations.isCandidate(governance.arbiter())) {
            throw new IllegalStateException("the arbiter " + governance.arbiter() + " is a candidate");
        }
    }

    Rules rules() {
        return rules;
    }

    Pools pools() {
        return pools;
    }

    Registrations registrations() {
        return registrations;
    }

    Credits credits() {
        return credits;
    }

    Cases cases() {
        return cases;
    }

    Governance governance() {
        return governance;
    }

    Pause pause() {
        return pause;
    }
}
