package network.cuckoo.cli.chain.errand;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;

/** A staker's: free stake and votes. */
public final class StakeErrands {
    private static final String NOT_FREE_YET = "InsufficientFree";

    private final StakingReader reader;

    public StakeErrands(ChainAccess chain, NetworkContracts contracts) {
        this.reader = new StakingReader(chain, contracts);
    }

    /** Adds to the free stake. */
    public Errand stake(Address account, Wei amount) {
        Wei after = reader.free(account).plus(amount);
        return new Errand("stake")
                .note("puts " + amount.toCai() + " of " + account + " into the contract as free stake, then "
                        + after.toCai())
                .note("free stake backs nobody, earns nothing and can't be cut; `unstake` pays it out at once")
                .fact("account", account)
                .fact("amountWei", amount)
                .fact("freeAfterWei", after)
                .call(staking(amount));
    }

    private Call staking(Wei amount) {
        return Call.paying(
                "staking " + amount.toCai(), reader.address(), reader.binding().stake(amount.value()), amount);
    }

    /** Pays free stake out. @param wanted empty for all of it */
    public Errand unstake(Address account, Optional<Wei> wanted) {
        Wei free = reader.free(account);
        Wei amount = wanted.orElse(free);
        if (amount.compareTo(free) > 0 || amount.equals(Wei.ZERO)) {
            throw CommandFailure.refusedByContract(
                    "the free stake of " + account + " is " + free.toCai()
                            + "; votes must be taken back (unvote) and cooled (withdraw --to-free) first",
                    amount.equals(Wei.ZERO) ? "ZeroAmount" : "InsufficientFree");
        }
        return new Errand("unstake")
                .note("pays " + amount.toCai() + " of the free stake of " + account + " out at once; "
                        + free.minus(amount).toCai() + " stay")
                .fact("account", account)
                .fact("amountWei", amount)
                .fact("freeAfterWei", free.minus(amount))
                .call(Call.of(
                        "unstaking " + amount.toCai(),
                        reader.address(),
                        reader.binding().unstake(amount.value())));
    }

    /** Votes; what is missing of free stake is staked first. */
    public Errand vote(Address account, Map<OwnerAddress, Wei> votes) {
        Wei sum = votes.values().stream().reduce(Wei.ZERO, Wei::plus);
        var errand = new Errand("vote").fact("staker", account).fact("amountWei", sum);
        ArrayNode told = errand.facts().putArray("votes");
        List<String> candidates = new ArrayList<>();
        List<BigInteger> amounts = new ArrayList<>();
        votes.forEach((candidate, amount) -> {
            refuseNoCandidate(candidate);
            refuseTooSmall(amount);
            candidates.add(candidate.hex());
            amounts.add(amount.value());
            BigInteger shares = tell(errand, account, candidate, amount);
            if (candidate.address().equals(account)) {
                tellOwnStake(errand, account, amount);
            }
            told.addObject()
                    .put("candidate", candidate.hex())
                    .put("amountWei", amount.toString())
                    .put("shares", shares.toString());
        });
        stakeMissing(errand, account, sum);
        BigInteger cooldown = reader.parameters().cooldown;
        errand.note("votes share the cuts of the pool, also for faults from before, until they are withdrawn;"
                + " leaving takes a cooldown of " + Moments.span(cooldown));
        errand.note(
                "changes of the rules that were announced before may come at any time: `cuckoo chain parameters` lists"
                        + " them");
        return errand.call(Call.of(
                        "voting " + sum.toCai() + " for " + String.join(", ", candidates),
                        reader.address(),
                        reader.binding().vote(candidates, amounts)))
                .after(landed -> account + " voted " + sum.toCai() + " for " + String.join(", ", candidates)
                        + (candidates.contains(account.hex()) ? ownStakeNow(errand, account) : ""));
    }

    private void tellOwnStake(Errand errand, Address owner, Wei amount) {
        Wei after = reader.value(owner, owner).plus(amount);
        Wei missing = reader.missingOwnStake(owner);
        Wei stillMissing = missing.compareTo(amount) > 0 ? missing.minus(amount) : Wei.ZERO;
        errand.fact("ownStakeAfterWei", after)
                .fact("missingOwnStakeWei", stillMissing)
                .note("own stake afterwards " + after.toCai() + standing(missing, stillMissing));
    }

    private static String standing(Wei missing, Wei stillMissing) {
        if (!stillMissing.equals(Wei.ZERO)) {
            return ", " + stillMissing.toCai()
                    + " too little: it stays inactive and gets no work until these are voted too";
        }
        return missing.equals(Wei.ZERO) ? "" : ", enough: it becomes active";
    }

    private String ownStakeNow(Errand errand, Address owner) {
        Wei own = reader.value(owner, owner);
        Wei missing = reader.missingOwnStake(owner);
        errand.fact("ownStakeWei", own).fact("missingOwnStakeWei", missing);
        return "; its own stake is " + own.toCai() + " now"
                + (missing.equals(Wei.ZERO)
                        ? ""
                        : ", and it stays inactive: vote " + missing.toCai() + " more for itself to change that");
    }

    /** Puts the staking of what is missing in front. */
    void stakeMissing(Errand errand, Address account, Wei needed) {
        Wei free = reader.free(account);
        if (free.compareTo(needed) < 0) {
            Wei missing = needed.minus(free);
            errand.note("stakes " + missing.toCai() + " first: the free stake is " + free.toCai());
            errand.first(staking(missing), NOT_FREE_YET);
        }
    }

    /** @return the shares that it buys at the rate of now */
    private BigInteger tell(Errand errand, Address account, OwnerAddress candidate, Wei amount) {
        CuckooStaking.Pool pool = reader.pool(candidate.address());
        var rates = new PoolRates(pool);
        CuckooStaking.Candidate registration = reader.candidate(candidate.address());
        BigInteger shares = rates.sharesFor(amount);
        errand.note("votes " + amount.toCai() + " of " + account + " for " + candidate + ": " + shares
                + " shares at a rate of " + rates.rate() + " (the pool holds "
                + new Wei(pool.tokens).toCai() + ", its owner's commission is "
                + percent(registration.commission) + ")");
        if (registration.nextAt.signum() > 0) {
            errand.note("the commission rises to " + percent(registration.nextCommission) + " at "
                    + reader.moments().at(registration.nextAt));
        }
        if (!registration.active) {
            errand.note("the candidate is inactive at present: it has too little own stake and gets no work");
        }
        if (!reader.moments().isPast(pool.frozenUntil)) {
            errand.note("a case holds the pool until " + reader.moments().at(pool.frozenUntil)
                    + "; only its owner can vote until then");
        }
        return shares;
    }

    /** Basis points as per cent: {@code 2.5 %}. */
    static String percent(BigInteger basisPoints) {
        return new BigDecimal(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
    }

    private void refuseNoCandidate(OwnerAddress candidate) {
        if (reader.candidate(candidate.address()).registered) {
            return;
        }
        Address owner = reader.nodeOwner(candidate.address());
        throw CommandFailure.refusedByContract(
                candidate + " is not registered as a miner or coordinator"
                        + (owner.equals(Address.ZERO) ? "" : "; it is the node of " + owner + ": name the owner"),
                "NotRegistered");
    }

    private void refuseTooSmall(Wei amount) {
        var least = new Wei(reader.parameters().minVote);
        if (amount.compareTo(least) < 0) {
            throw CommandFailure.refusedByContract(
                    "a vote of " + amount.toCai() + " is below the minimum of " + least.toCai(), "VoteTooSmall");
        }
    }
}
