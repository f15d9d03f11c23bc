package network.cuckoo.scheduler.world;

import static network.cuckoo.db.generated.Tables.BLOCK;
import static network.cuckoo.db.generated.Tables.CANDIDATE_WEIGHT_AT;
import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.EPOCH_WEIGHT_PAGE;
import static network.cuckoo.db.generated.Tables.INDEX_CURSOR;
import static network.cuckoo.db.generated.Tables.STAKING_EVENT;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import network.cuckoo.db.Database;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.EpochSnapshot;
import network.cuckoo.domain.draw.MinerWeight;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.scheduler.clock.DatabaseClock;
import org.jooq.DSLContext;

/** Writes the tables as the indexer would, from a chain that does what it is told. */
public final class FakeChain {
    public static final int PERIOD_SECONDS = 60;
    public static final ChainId CHAIN = new ChainId(31337);
    public static final Address STAKING = Address.parse("0x" + "5a".repeat(20));

    private final Database database;
    private final NodeAddress coordinator;
    private long number;
    private long time = 1_800_000_000L;
    private int forks;
    private Hash32 head = Hash32.ZERO;
    private Hash32 tip = Hash32.ZERO;
    private long tipEpoch;
    private int logIndex;

    FakeChain(Database database, NodeAddress coordinator) {
        this.database = database;
        this.coordinator = coordinator;
        database.transactionVoid(this::genesis);
    }

    private void genesis(DSLContext tx) {
        block(tx);
        tx.insertInto(INDEX_CURSOR)
                .set(INDEX_CURSOR.CHAIN_ID, CHAIN.value())
                .set(INDEX_CURSOR.STAKING_ADDRESS, STAKING)
                .set(INDEX_CURSOR.SETTLEMENT_ADDRESS, STAKING)
                .set(INDEX_CURSOR.START_BLOCK, 0L)
                .set(INDEX_CURSOR.BLOCK_NUMBER, number)
                .set(INDEX_CURSOR.BLOCK_HASH, head)
                .set(INDEX_CURSOR.CHAIN_HEAD, number)
                .execute();
    }

    private void block(DSLContext tx) {
        Hash32 parent = head;
        number++;
        time++;
        logIndex = 0;
        head = Keccak256.hash("block " + number + " of fork " + forks);
        tx.insertInto(BLOCK)
                .set(BLOCK.BLOCK_HASH, head)
                .set(BLOCK.PARENT_HASH, parent)
                .set(BLOCK.BLOCK_NUMBER, number)
                .set(BLOCK.BLOCK_TIME, time)
                .execute();
        tx.update(INDEX_CURSOR)
                .set(INDEX_CURSOR.BLOCK_NUMBER, number)
                .set(INDEX_CURSOR.BLOCK_HASH, head)
                .set(INDEX_CURSOR.CHAIN_HEAD, number)
                .execute();
    }

    /** Registers the coordinator and puts the tip of its hash chain on chain. */
    public void coordinatorJoins(OwnerAddress owner, Hash32 chainTip) {
        database.transactionVoid(tx -> {
            block(tx);
            candidate(tx, owner, coordinator, 2, true, true, Wei.ofCai(2_000_000));
        });
        tip = chainTip;
        tipEpoch = time / PERIOD_SECONDS;
    }

    /** A miner registers, or its stake changes. */
    public void minerHas(OwnerAddress owner, NodeAddress node, Wei stake) {
        database.transactionVoid(tx -> {
            block(tx);
            candidate(tx, owner, node, 1, true, true, stake);
        });
    }

    /** The miner falls under the minimum. */
    public void minerFallsTooLow(OwnerAddress owner, NodeAddress node) {
        database.transactionVoid(tx -> {
            block(tx);
            candidate(tx, owner, node, 1, true, false, Wei.ofCai(1));
        });
    }

    /** The miner leaves. */
    public void minerLeaves(OwnerAddress owner, NodeAddress node) {
        database.transactionVoid(tx -> {
            block(tx);
            candidate(tx, owner, node, 1, false, false, Wei.ZERO);
        });
    }

    /** The next epoch begins with the weights as they stand; returns its number. */
    public long beginEpoch() {
        return database.transaction(this::beginEpoch);
    }

    private long beginEpoch(DSLContext tx) {
        time = (time / PERIOD_SECONDS + 1) * PERIOD_SECONDS;
        block(tx);
        long epoch = time / PERIOD_SECONDS;
        insertEpoch(tx, epoch);
        return epoch;
    }

    /** A reorg takes the last epoch's block away; the same epoch begins anew at another block. */
    public void reorgLastEpoch() {
        database.transactionVoid(tx -> {
            long epoch = time / PERIOD_SECONDS;
            tx.update(EPOCH)
                    .set(EPOCH.VOIDED_AT, DatabaseClock.now())
                    .where(EPOCH.NUMBER.eq(epoch), EPOCH.VOIDED_AT.isNull())
                    .execute();
            forks++;
            block(tx);
            insertEpoch(tx, time / PERIOD_SECONDS);
        });
    }

    private void insertEpoch(DSLContext tx, long epoch) {
        var rows = tx.selectFrom(CANDIDATE_WEIGHT_AT.call(number))
                .where(CANDIDATE_WEIGHT_AT.KIND.eq((short) 1), CANDIDATE_WEIGHT_AT.WEIGHT_WEI.gt(BigInteger.ZERO))
                .orderBy(CANDIDATE_WEIGHT_AT.NODE_ADDRESS)
                .fetch();
        List<MinerWeight> weights =
                rows.map(row -> new MinerWeight(new NodeAddress(row.getNodeAddress()), new Wei(row.getWeightWei())));
        EpochSnapshot snapshot = EpochSnapshot.of(weights);
        long id = tx.insertInto(EPOCH)
                .set(EPOCH.NUMBER, epoch)
                .set(EPOCH.COORDINATOR_ADDRESS, coordinator.address())
                .set(EPOCH.PERIOD_SECONDS, PERIOD_SECONDS)
                .set(EPOCH.BEGIN_BLOCK_NUMBER, number)
                .set(EPOCH.BEGIN_BLOCK_HASH, head)
                .set(EPOCH.TIP_HASH, tip)
                .set(EPOCH.TIP_EPOCH, tipEpoch)
                .set(EPOCH.EPOCH_ROOT, snapshot.root())
                .set(EPOCH.TOTAL_WEI, snapshot.total().value())
                .set(EPOCH.MINERS, snapshot.size())
                .returning(EPOCH.EPOCH_ID)
                .fetchSingle()
                .getEpochId();
        if (rows.isNotEmpty()) {
            tx.insertInto(EPOCH_WEIGHT_PAGE)
                    .set(EPOCH_WEIGHT_PAGE.EPOCH_ID, id)
                    .set(EPOCH_WEIGHT_PAGE.FIRST_POSITION, 0)
                    .set(EPOCH_WEIGHT_PAGE.BEFORE_WEI, BigInteger.ZERO)
                    .set(
                            EPOCH_WEIGHT_PAGE.NODES,
                            rows.map(row -> row.getNodeAddress().bytes()).toArray(byte[][]::new))
                    .set(
                            EPOCH_WEIGHT_PAGE.OWNERS,
                            rows.map(row -> row.getOwnerAddress().bytes()).toArray(byte[][]::new))
                    .set(
                            EPOCH_WEIGHT_PAGE.WEIGHTS,
                            rows.map(row -> new BigDecimal(row.getWeightWei())).toArray(BigDecimal[]::new))
                    .execute();
        }
    }

    private void candidate(
            DSLContext tx,
            OwnerAddress owner,
            NodeAddress node,
            int kind,
            boolean registered,
            boolean active,
            Wei stake) {
        tx.insertInto(STAKING_EVENT)
                .set(STAKING_EVENT.BLOCK_HASH, head)
                .set(STAKING_EVENT.LOG_INDEX, logIndex++)
                .set(STAKING_EVENT.BLOCK_NUMBER, number)
                .set(STAKING_EVENT.TRANSACTION_HASH, head)
                .set(STAKING_EVENT.CONTRACT_ADDRESS, STAKING)
                .set(STAKING_EVENT.EVENT, "CandidateChanged")
                .set(STAKING_EVENT.CANDIDATE_ADDRESS, owner.address())
                .set(STAKING_EVENT.NODE_ADDRESS, node.address())
                .set(STAKING_EVENT.KIND, (short) kind)
                .set(STAKING_EVENT.REGISTERED, registered)
                .set(STAKING_EVENT.ACTIVE, active)
                .set(STAKING_EVENT.OWN_STAKE_WEI, stake.value())
                .set(STAKING_EVENT.COMMISSION_BPS, 0)
                .set(STAKING_EVENT.NEXT_COMMISSION_BPS, 0)
                .set(STAKING_EVENT.NEXT_COMMISSION_AT, 0L)
                .set(STAKING_EVENT.NODE_NONCE, BigInteger.ONE)
                .execute();
        tx.insertInto(STAKING_EVENT)
                .set(STAKING_EVENT.BLOCK_HASH, head)
                .set(STAKING_EVENT.LOG_INDEX, logIndex++)
                .set(STAKING_EVENT.BLOCK_NUMBER, number)
                .set(STAKING_EVENT.TRANSACTION_HASH, head)
                .set(STAKING_EVENT.CONTRACT_ADDRESS, STAKING)
                .set(STAKING_EVENT.EVENT, "PoolChanged")
                .set(STAKING_EVENT.CANDIDATE_ADDRESS, owner.address())
                .set(STAKING_EVENT.TOKENS_WEI, stake.value())
                .set(STAKING_EVENT.SHARES, stake.value())
                .set(STAKING_EVENT.COOLING_SHARES, BigInteger.ZERO)
                .set(STAKING_EVENT.REWARD_ACC, BigInteger.ZERO)
                .set(STAKING_EVENT.POT_WEI, BigInteger.ZERO)
                .set(STAKING_EVENT.DRIP_AT, 0L)
                .set(STAKING_EVENT.FROZEN_UNTIL, 0L)
                .set(STAKING_EVENT.CLOSED, false)
                .execute();
    }
}
