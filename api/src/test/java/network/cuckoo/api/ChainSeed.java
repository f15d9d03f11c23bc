package network.cuckoo.api;

import static network.cuckoo.db.generated.Tables.BLOCK;
import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.EPOCH_WEIGHT_PAGE;
import static network.cuckoo.db.generated.Tables.INDEX_CURSOR;
import static network.cuckoo.db.generated.Tables.STAKING_EVENT;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import network.cuckoo.db.Database;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.EpochSnapshot;
import network.cuckoo.domain.draw.MinerWeight;
import network.cuckoo.domain.hash.Keccak256;
import org.jooq.DSLContext;

/** Writes what an indexer would have read: one block with miners and a tip, and an epoch that begins there. */
final class ChainSeed {
    static final int PERIOD_SECONDS = 60;
    static final long EPOCH_NUMBER = 29_000_000;
    private static final long BLOCK_NUMBER = 7;
    private static final Hash32 BLOCK_HASH = Keccak256.hash("block 7");

    private static final Address COORDINATOR_OWNER = Address.parse("0x" + "c1".repeat(20));

    private final DSLContext tx;
    private final Address staking;
    private int logIndex;

    private ChainSeed(DSLContext tx, Address staking) {
        this.tx = tx;
        this.staking = staking;
    }

    /** A registered miner. */
    record Candidate(NodeAddress node, OwnerAddress owner, Wei stake, boolean active) {}

    static void write(
            Database database,
            Address staking,
            long chainId,
            NodeAddress coordinator,
            Hash32 tip,
            List<Candidate> miners) {
        database.transactionVoid(tx -> {
            var seed = new ChainSeed(tx, staking);
            seed.block();
            miners.forEach(seed::miner);
            seed.coordinator(coordinator);
            seed.tip(coordinator, tip);
            seed.cursor(chainId);
            seed.epoch(coordinator, tip, miners, EPOCH_NUMBER);
        });
    }

    /** Begins the next epoch, so that the one before is over. */
    static void nextEpoch(
            Database database, Address staking, NodeAddress coordinator, Hash32 tip, List<Candidate> miners) {
        database.transactionVoid(tx -> new ChainSeed(tx, staking).epoch(coordinator, tip, miners, EPOCH_NUMBER + 1));
    }

    private void block() {
        tx.insertInto(BLOCK)
                .set(BLOCK.BLOCK_HASH, BLOCK_HASH)
                .set(BLOCK.PARENT_HASH, Hash32.ZERO)
                .set(BLOCK.BLOCK_NUMBER, BLOCK_NUMBER)
                .set(BLOCK.BLOCK_TIME, EPOCH_NUMBER * PERIOD_SECONDS)
                .execute();
    }

    private void miner(Candidate miner) {
        event("CandidateChanged")
                .set(STAKING_EVENT.CANDIDATE_ADDRESS, miner.owner().address())
                .set(STAKING_EVENT.NODE_ADDRESS, miner.node().address())
                .set(STAKING_EVENT.KIND, (short) CandidateKind.MINER.number())
                .set(STAKING_EVENT.REGISTERED, true)
                .set(STAKING_EVENT.ACTIVE, miner.active())
                .set(STAKING_EVENT.OWN_STAKE_WEI, miner.stake().value())
                .set(STAKING_EVENT.COMMISSION_BPS, 500)
                .set(STAKING_EVENT.NEXT_COMMISSION_BPS, 0)
                .set(STAKING_EVENT.NEXT_COMMISSION_AT, 0L)
                .set(STAKING_EVENT.NODE_NONCE, BigInteger.ONE)
                .execute();
        event("PoolChanged")
                .set(STAKING_EVENT.CANDIDATE_ADDRESS, miner.owner().address())
                .set(STAKING_EVENT.TOKENS_WEI, miner.stake().value())
                .set(STAKING_EVENT.SHARES, miner.stake().value())
                .set(STAKING_EVENT.COOLING_SHARES, BigInteger.ZERO)
                .set(STAKING_EVENT.REWARD_ACC, BigInteger.ZERO)
                .set(STAKING_EVENT.POT_WEI, BigInteger.ZERO)
                .set(STAKING_EVENT.DRIP_AT, 0L)
                .set(STAKING_EVENT.FROZEN_UNTIL, 0L)
                .set(STAKING_EVENT.CLOSED, false)
                .execute();
        event("InfoChanged")
                .set(STAKING_EVENT.CANDIDATE_ADDRESS, miner.owner().address())
                .set(STAKING_EVENT.URL, "")
                .set(STAKING_EVENT.INFO, "Miner of " + miner.owner().hex().substring(0, 6))
                .execute();
    }

    private void coordinator(NodeAddress coordinator) {
        event("CandidateChanged")
                .set(STAKING_EVENT.CANDIDATE_ADDRESS, COORDINATOR_OWNER)
                .set(STAKING_EVENT.NODE_ADDRESS, coordinator.address())
                .set(STAKING_EVENT.KIND, (short) CandidateKind.COORDINATOR.number())
                .set(STAKING_EVENT.REGISTERED, true)
                .set(STAKING_EVENT.ACTIVE, true)
                .set(STAKING_EVENT.OWN_STAKE_WEI, Wei.ofCai(2_000_000).value())
                .set(STAKING_EVENT.COMMISSION_BPS, 0)
                .set(STAKING_EVENT.NEXT_COMMISSION_BPS, 0)
                .set(STAKING_EVENT.NEXT_COMMISSION_AT, 0L)
                .set(STAKING_EVENT.NODE_NONCE, BigInteger.ONE)
                .execute();
    }

    private void tip(NodeAddress coordinator, Hash32 tip) {
        event("TipSet")
                .set(STAKING_EVENT.CANDIDATE_ADDRESS, coordinator.address())
                .set(STAKING_EVENT.TIP_HASH, tip)
                .execute();
    }

    private org.jooq.InsertSetMoreStep<?> event(String name) {
        return tx.insertInto(STAKING_EVENT)
                .set(STAKING_EVENT.BLOCK_HASH, BLOCK_HASH)
                .set(STAKING_EVENT.LOG_INDEX, logIndex++)
                .set(STAKING_EVENT.BLOCK_NUMBER, BLOCK_NUMBER)
                .set(STAKING_EVENT.TRANSACTION_HASH, BLOCK_HASH)
                .set(STAKING_EVENT.CONTRACT_ADDRESS, staking)
                .set(STAKING_EVENT.EVENT, name);
    }

    private void cursor(long chainId) {
        tx.insertInto(INDEX_CURSOR)
                .set(INDEX_CURSOR.CHAIN_ID, chainId)
                .set(INDEX_CURSOR.STAKING_ADDRESS, staking)
                .set(INDEX_CURSOR.SETTLEMENT_ADDRESS, staking)
                .set(INDEX_CURSOR.START_BLOCK, 0L)
                .set(INDEX_CURSOR.BLOCK_NUMBER, BLOCK_NUMBER)
                .set(INDEX_CURSOR.BLOCK_HASH, BLOCK_HASH)
                .set(INDEX_CURSOR.CHAIN_HEAD, BLOCK_NUMBER + 1)
                .set(INDEX_CURSOR.CHAIN_HEAD_TIME, EPOCH_NUMBER * PERIOD_SECONDS + 12)
                .execute();
    }

    private void epoch(NodeAddress coordinator, Hash32 tip, List<Candidate> miners, long number) {
        EpochSnapshot snapshot = EpochSnapshot.of(miners.stream()
                .filter(Candidate::active)
                .map(miner -> new MinerWeight(miner.node(), miner.stake()))
                .toList());
        long id = tx.insertInto(EPOCH)
                .set(EPOCH.NUMBER, number)
                .set(EPOCH.COORDINATOR_ADDRESS, coordinator.address())
                .set(EPOCH.PERIOD_SECONDS, PERIOD_SECONDS)
                .set(EPOCH.BEGIN_BLOCK_NUMBER, BLOCK_NUMBER)
                .set(EPOCH.BEGIN_BLOCK_HASH, BLOCK_HASH)
                .set(EPOCH.TIP_HASH, tip)
                .set(EPOCH.TIP_EPOCH, EPOCH_NUMBER)
                .set(EPOCH.EPOCH_ROOT, snapshot.root())
                .set(EPOCH.TOTAL_WEI, snapshot.total().value())
                .set(EPOCH.MINERS, snapshot.size())
                .returningResult(EPOCH.EPOCH_ID)
                .fetchSingle()
                .value1();
        List<MinerWeight> weights =
                IntStream.range(0, snapshot.size()).mapToObj(snapshot::miner).toList();
        tx.insertInto(EPOCH_WEIGHT_PAGE)
                .set(EPOCH_WEIGHT_PAGE.EPOCH_ID, id)
                .set(EPOCH_WEIGHT_PAGE.FIRST_POSITION, 0)
                .set(EPOCH_WEIGHT_PAGE.BEFORE_WEI, BigInteger.ZERO)
                .set(
                        EPOCH_WEIGHT_PAGE.NODES,
                        weights.stream()
                                .map(weight -> weight.miner().address().bytes())
                                .toArray(byte[][]::new))
                .set(
                        EPOCH_WEIGHT_PAGE.OWNERS,
                        weights.stream()
                                .map(weight -> ownerOf(miners, weight.miner()).bytes())
                                .toArray(byte[][]::new))
                .set(
                        EPOCH_WEIGHT_PAGE.WEIGHTS,
                        weights.stream()
                                .map(weight -> new BigDecimal(weight.weight().value()))
                                .toArray(BigDecimal[]::new))
                .execute();
    }

    private static Address ownerOf(List<Candidate> miners, NodeAddress node) {
        return miners.stream()
                .filter(miner -> miner.node().equals(node))
                .findFirst()
                .orElseThrow()
                .owner()
                .address();
    }
}
