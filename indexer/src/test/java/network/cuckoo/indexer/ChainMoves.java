package network.cuckoo.indexer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.StakingChain;

/**
 * What people do with the contracts, at random: stakes, votes, exits, registrations, rewards, cases with cuts, deposits. What the
 * contracts refuse just then (a frozen pool, too few shares) is left at that.
 */
final class ChainMoves {
    private static final int VOTERS = 4;

    private final IndexWorld world;
    private final StakingChain chain;
    private final Random random;
    private final List<OwnerAddress> miners = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private int registered;

    private record Payment(long epoch, Address account, Wei amount) {
        void claim(StakingChain chain) {
            chain.payments().claim(IndexWorld.COORDINATOR_OWNER, epoch, account, amount);
        }
    }

    ChainMoves(IndexWorld world, Random random, int miners) {
        this.world = world;
        this.chain = world.chain;
        this.random = random;
        for (int i = 0; i < miners; i++) {
            register();
        }
    }

    /** So many moves, each a block or some. */
    void make(int moves) {
        for (int i = 0; i < moves; i++) {
            try {
                one();
            } catch (RuntimeException refused) {
                chain.anvil().mine(1);
            }
        }
    }

    private void one() {
        OwnerAddress miner = miners.get(random.nextInt(miners.size()));
        var voter = StakingChain.person("voter " + random.nextInt(VOTERS));
        switch (random.nextInt(18)) {
            case 0 -> register();
            case 1 ->
                chain.cases()
                        .slash(
                                IndexWorld.COORDINATOR_OWNER,
                                miner,
                                "fault " + random.nextInt(),
                                1 + random.nextInt(3_000));
            case 2 ->
                chain.unvote(voter, miner, Wei.ofCai(1 + random.nextInt(50)).value());
            case 3 -> chain.withdraw(voter, BigInteger.valueOf(1 + random.nextInt(8)));
            case 4 -> chain.fundRewards(voter, miner, Wei.ofCai(1 + random.nextInt(100)));
            case 5 -> chain.claimRewards(voter, miner);
            case 6 -> chain.setCommission(miner, random.nextInt(1_000));
            case 7 -> chain.deregister(miner);
            case 8 ->
                chain.payments().deposit(voter, IndexWorld.COORDINATOR_OWNER, "app", Wei.ofCai(1 + random.nextInt(9)));
            case 9 -> chain.pass(random.nextInt(15));
            case 10, 11 -> post(voter, Wei.ofCai(1 + random.nextInt(4)));
            case 12 -> payments.get(random.nextInt(payments.size())).claim(chain);
            case 13 ->
                chain.payments()
                        .reject(
                                IndexWorld.COORDINATOR_OWNER,
                                payments.get(random.nextInt(payments.size())).epoch());
            case 14 -> chain.payments().requestEscrow(IndexWorld.COORDINATOR_OWNER, Wei.ofCai(random.nextInt(3)));
            case 15 -> chain.payments().withdrawEscrow(IndexWorld.COORDINATOR_OWNER);
            default -> chain.vote(voter, miner, Wei.ofCai(1 + random.nextInt(5_000)));
        }
    }

    private void post(Address account, Wei amount) {
        long epoch = world.presentEpoch() - 1;
        world.post(epoch, account, amount);
        payments.add(new Payment(epoch, account, amount));
    }

    // A registration that a reorganisation takes away leaves its owner free to register again; this one takes a new
    // one.
    private void register() {
        registered++;
        var owner = new OwnerAddress(StakingChain.person("random miner " + registered));
        chain.register(
                owner, IndexWorld.key(10_000 + registered), CandidateKind.MINER, Wei.ofCai(20_000L + registered));
        miners.add(owner);
    }

    List<OwnerAddress> miners() {
        return miners;
    }
}
