package network.cuckoo.cli.chain.errand;

import java.util.List;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;

/** Rewards: giving them to a pool, and taking one's own. */
public final class RewardErrands {
    private final StakingReader reader;
    private final AccountBook accounts;

    public RewardErrands(ChainAccess chain, NetworkContracts contracts) {
        this.reader = new StakingReader(chain, contracts);
        this.accounts = new AccountBook(chain, contracts);
    }

    /** Gives an amount to a candidate's pool. */
    public Errand fund(Address payer, OwnerAddress to, Wei amount) {
        Address candidate = to.address();
        CuckooStaking.Candidate registration = reader.candidate(candidate);
        CuckooStaking.Pool pool = reader.pool(candidate);
        Wei commission = amount.basisPoints(registration.commission.intValueExact());
        if (pool.closed && pool.shares.equals(pool.coolingShares)) {
            commission = amount;
        }
        Wei rest = amount.minus(commission);
        return new Errand("fund")
                .note("gives " + amount.toCai() + " of " + payer + " to the pool of " + candidate + ": "
                        + commission.toCai() + " (" + StakeErrands.percent(registration.commission)
                        + " commission) to its owner's credit, " + rest.toCai() + " to the stakers")
                .note("the stakers' part drips over " + Moments.span(reader.parameters().dripPeriod)
                        + " to the shares that don't cool; it can't be taken back")
                .fact("candidate", candidate)
                .fact("amountWei", amount)
                .fact("commissionWei", commission)
                .fact("toStakersWei", rest)
                .call(Call.paying(
                        "funding the pool of " + candidate + " with " + amount.toCai(),
                        reader.address(),
                        reader.binding().fundRewards(candidate.hex(), amount.value()),
                        amount));
    }

    /** Takes rewards out. @param from which pools; empty for all with something to take */
    public Errand claim(Address staker, List<OwnerAddress> from) {
        List<Address> pools = from.isEmpty()
                ? earning(staker)
                : from.stream().map(OwnerAddress::address).toList();
        var errand = new Errand("rewards-claim").fact("staker", staker);
        Wei sum = Wei.ZERO;
        for (Address pool : pools) {
            Wei rewards = reader.rewards(staker, pool);
            errand.note("pays " + rewards.toCai() + " of rewards from the pool of " + pool
                    + " (and what drips until the block)");
            sum = sum.plus(rewards);
        }
        errand.fact("amountWei", sum);
        return errand.call(Call.of(
                        "claiming rewards of " + pools.size() + " pool(s) for " + staker,
                        reader.address(),
                        reader.binding()
                                .claimRewards(pools.stream().map(Address::hex).toList())))
                .after(landed -> {
                    Wei paid = CuckooStaking.getRewardsClaimedEvents(landed.receipt()).stream()
                            .map(event -> new Wei(event.amount))
                            .reduce(Wei.ZERO, Wei::plus);
                    errand.fact("paidWei", paid);
                    return "paid " + paid.toCai();
                });
    }

    private List<Address> earning(Address staker) {
        List<Address> earning = accounts.candidatesOf(staker).stream()
                .filter(candidate -> !reader.rewards(staker, candidate).equals(Wei.ZERO))
                .toList();
        if (earning.isEmpty()) {
            throw new CommandFailure(ExitCode.REFUSED, staker + " has no rewards to claim in any pool");
        }
        return earning;
    }

    /** Takes commissions, returned bonds and the treasury's parts out. */
    public Errand claimCredit(Address account) {
        Wei credit = reader.credit(account);
        if (credit.equals(Wei.ZERO)) {
            throw new CommandFailure(ExitCode.REFUSED, account + " has no credit to claim");
        }
        return new Errand("credit-claim")
                .note("pays the credit of " + account + " out: " + credit.toCai()
                        + " of commissions, returned bonds and the treasury's parts")
                .fact("amountWei", credit)
                .call(Call.of(
                        "claiming the credit of " + account,
                        reader.address(),
                        reader.binding().claimCredit()));
    }
}
