package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Free stake, pools, positions and cooling entries: where each staked wei lies. */
final class Pools {

    private final Rules rules;
    private final Map<Account, BigInteger> free;
    private final Map<Account, Pool> pools;
    private final Map<Holding, Position> positions;
    private final TreeMap<Integer, Cooling> coolings;
    private int coolingCount;
    private BigInteger unclaimedWei;

    Pools(Rules rules) {
        this.rules = rules;
        free = new HashMap<>();
        pools = new HashMap<>();
        positions = new HashMap<>();
        coolings = new TreeMap<>();
        unclaimedWei = ZERO;
    }

    Pools(Pools other) {
        rules = other.rules;
        free = new HashMap<>(other.free);
        pools = new HashMap<>(other.pools);
        positions = new HashMap<>(other.positions);
        coolings = new TreeMap<>(other.coolings);
        coolingCount = other.coolingCount;
        unclaimedWei = other.unclaimedWei;
    }

    BigInteger free(Account staker) {
        return free.getOrDefault(staker, ZERO);
    }

    Pool pool(Account candidate) {
        return pools.getOrDefault(candidate, Pool.EMPTY);
    }

    Position position(Account staker, Account candidate) {
        return positions.getOrDefault(new Holding(staker, candidate), Position.EMPTY);
    }

    BigInteger value(Account staker, Account candidate) {
        return pool(candidate).value(position(staker, candidate).shares());
    }

    TreeMap<Integer, Cooling> coolings() {
        return coolings;
    }

    int coolingCount() {
        return coolingCount;
    }

    void addFree(Account staker, BigInteger amount) {
        free.merge(staker, amount, BigInteger::add);
    }

    boolean takeFree(Message message, Account staker, BigInteger amount) {
        if (message.require(free(staker).compareTo(amount) >= 0, Refusal.INSUFFICIENT_FREE)) {
            addFree(staker, amount.negate());
        }
        return !message.refused();
    }

    /** Moves free stake into a pool; who may be voted for is the caller's to check. */
    void vote(Message message, Account candidate, BigInteger amount) {
        var staker = message.caller();
        var pool = pool(candidate);
        message.require(amount.compareTo(rules.minVote()) >= 0, Refusal.VOTE_TOO_SMALL);
        message.require(!pool.closed(), Refusal.POOL_IS_CLOSED);
        message.require(staker.equals(candidate) || !pool.isFrozen(message.now()), Refusal.POOL_FROZEN);
        if (takeFree(message, staker, amount)) {
            touch(staker, candidate, message.now());
            var minted = pool(candidate).sharesFor(amount);
            pools.compute(candidate, (key, now) -> pool(key).vote(amount));
            positions.compute(new Holding(staker, candidate), (key, now) -> old(now).add(minted));
        }
    }

    void unvote(Message message, Account candidate, BigInteger shares) {
        var staker = message.caller();
        message.requirePositive(shares);
        message.require(position(staker, candidate).shares().compareTo(shares) >= 0, Refusal.INSUFFICIENT_SHARES);
        if (message.refused()) {
            return;
        }
        touch(staker, candidate, message.now());
        pools.compute(candidate, (key, now) -> pool(key).unvote(shares));
        positions.compute(new Holding(staker, candidate), (key, now) -> old(now).add(shares.negate()));
        coolings.put(++coolingCount, new Cooling(staker, candidate, shares, message.now() + rules.cooldown()));
    }

    /** Ends a cooling entry and returns its worth, which is nowhere then until the caller puts it somewhere. */
    BigInteger withdraw(Message message, int id) {
        var cooling = coolings.get(id);
        if (cooling == null) {
            message.require(false, Refusal.COOLING_UNKNOWN);
            return ZERO;
        }
        message.require(cooling.staker().equals(message.caller()), Refusal.COOLING_NOT_YOURS);
        message.require(message.now() >= cooling.readyAt(), Refusal.COOLING_NOT_READY);
        // Cases hold what cools for no longer than a case after it was ready.
        message.require(
                !pool(cooling.candidate()).isFrozen(message.now())
                        || message.now() >= cooling.readyAt() + rules.caseWindow(),
                Refusal.POOL_FROZEN);
        if (message.refused()) {
            return ZERO;
        }
        touch(cooling.candidate(), message.now());
        var pool = pool(cooling.candidate());
        pools.put(cooling.candidate(), pool.withdraw(cooling.shares()));
        coolings.remove(id);
        return pool.value(cooling.shares());
    }

    /** Cuts a pool and returns the cut. */
    BigInteger slash(Account candidate, int bps, long now) {
        touch(candidate, now);
        var cut = pool(candidate).cut(bps);
        pools.put(candidate, pool(candidate).slash(bps));
        return cut;
    }

    void freeze(Account candidate, long until, long now) {
        touch(candidate, now);
        pools.put(candidate, pool(candidate).freeze(until));
    }

    void fund(Account candidate, BigInteger amount, long now) {
        touch(candidate, now);
        pools.put(candidate, pool(candidate).fund(amount));
    }

    /** Whether no share can ever be active in a pool again; then rewards are the owner's alone. */
    boolean isLost(Account candidate) {
        return pool(candidate).closed() && pool(candidate).active().signum() == 0;
    }

    /** Takes out what the position is owed now. */
    BigInteger takeRewards(Account staker, Account candidate, long now) {
        touch(staker, candidate, now);
        var owed = position(staker, candidate).owedWei();
        positions.put(
                new Holding(staker, candidate), position(staker, candidate).paid());
        unclaimedWei = unclaimedWei.subtract(owed);
        return owed;
    }

    BigInteger rewards(Account staker, Account candidate, long now) {
        var dripped = pool(candidate).drip(now, rules.dripPeriod());
        return position(staker, candidate).settle(dripped.acc()).owedWei();
    }

    private void touch(Account staker, Account candidate, long now) {
        touch(candidate, now);
        var acc = pool(candidate).acc();
        positions.compute(
                new Holding(staker, candidate), (key, position) -> old(position).settle(acc));
    }

    private void touch(Account candidate, long now) {
        var before = pool(candidate);
        var after = before.drip(now, rules.dripPeriod());
        unclaimedWei = unclaimedWei.add(before.pot()).subtract(after.pot());
        pools.put(candidate, after);
    }

    private static Position old(@Nullable Position position) {
        return position == null ? Position.EMPTY : position;
    }

    /** Σ free + Σ T + Σ pot + unclaimed, in wei. */
    BigInteger heldWei() {
        var sum = unclaimedWei;
        for (var amount : free.values()) {
            sum = sum.add(amount);
        }
        for (var pool : pools.values()) {
            sum = sum.add(pool.tokens()).add(pool.pot());
        }
        return sum;
    }

    /** What the pools' invariants of CONTRACTS.md say about one candidate. */
    void check(Account candidate) {
        var pool = pool(candidate);
        var activeShares = positions.entrySet().stream()
                .filter(entry -> entry.getKey().candidate().equals(candidate))
                .map(entry -> entry.getValue().shares())
                .reduce(ZERO, BigInteger::add);
        var cooling = coolings.values().stream()
                .filter(entry -> entry.candidate().equals(candidate))
                .map(Cooling::shares)
                .reduce(ZERO, BigInteger::add);
        if (pool.tokens().compareTo(pool.shares()) > 0
                || !cooling.equals(pool.coolingShares())
                || !activeShares.add(cooling).equals(pool.shares())
                || (pool.shares().signum() == 0 && pool.tokens().signum() != 0)) {
            throw new IllegalStateException("the pool of %s breaks an invariant: %s".formatted(candidate, pool));
        }
    }
}
