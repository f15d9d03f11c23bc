package network.cuckoo.indexer.store;

import network.cuckoo.db.generated.tables.records.StakingEventRecord;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.IndexedEvent;
import network.cuckoo.indexer.event.StakingEvent;
import network.cuckoo.indexer.event.StakingEvent.CandidateChanged;
import network.cuckoo.indexer.event.StakingEvent.CoolingStarted;
import network.cuckoo.indexer.event.StakingEvent.CoolingWithdrawn;
import network.cuckoo.indexer.event.StakingEvent.FreeChanged;
import network.cuckoo.indexer.event.StakingEvent.InfoChanged;
import network.cuckoo.indexer.event.StakingEvent.ParameterChanged;
import network.cuckoo.indexer.event.StakingEvent.PoolChanged;
import network.cuckoo.indexer.event.StakingEvent.PositionChanged;
import network.cuckoo.indexer.event.StakingEvent.TipSet;

/** Events as rows of {@code staking_event}. */
final class EventRows {
    private EventRows() {}

    static StakingEventRecord row(BlockHead block, IndexedEvent indexed) {
        var row = new StakingEventRecord();
        row.setBlockHash(block.hash());
        row.setBlockNumber(block.number().value());
        row.setLogIndex(indexed.logIndex());
        row.setTransactionHash(indexed.transactionHash());
        row.setContractAddress(indexed.contract());
        row.setCanonical(true);
        row.setEvent(indexed.event().getClass().getSimpleName());
        fill(row, indexed.event());
        return row;
    }

    private static void fill(StakingEventRecord row, StakingEvent event) {
        switch (event) {
            case FreeChanged free -> {
                row.setStakerAddress(free.staker());
                row.setDelta(free.delta());
                row.setFreeWei(free.free());
            }
            case PositionChanged position -> {
                row.setStakerAddress(position.staker());
                row.setCandidateAddress(position.candidate());
                row.setDelta(position.shareDelta());
                row.setShares(position.shares());
            }
            case CoolingStarted cooling -> {
                row.setCoolingId(cooling.id());
                row.setStakerAddress(cooling.staker());
                row.setCandidateAddress(cooling.candidate());
                row.setShares(cooling.shares());
                row.setReadyAt(cooling.readyAt());
            }
            case CoolingWithdrawn withdrawn -> {
                row.setCoolingId(withdrawn.id());
                row.setAmountWei(withdrawn.amount());
                row.setToFree(withdrawn.toFree());
            }
            case PoolChanged pool -> fillPool(row, pool);
            case CandidateChanged candidate -> fillCandidate(row, candidate);
            case InfoChanged info -> {
                row.setCandidateAddress(info.owner());
                row.setUrl(info.url());
                row.setInfo(info.info());
            }
            case TipSet tip -> {
                row.setCandidateAddress(tip.coordinator());
                row.setTipHash(tip.tip());
            }
            case ParameterChanged parameter -> {
                row.setParameterKey(parameter.key().bytes());
                row.setParameterValue(parameter.value());
            }
        }
    }

    private static void fillPool(StakingEventRecord row, PoolChanged pool) {
        row.setCandidateAddress(pool.candidate());
        row.setTokensWei(pool.tokens());
        row.setShares(pool.shares());
        row.setCoolingShares(pool.coolingShares());
        row.setFrozenUntil(pool.frozenUntil());
        row.setClosed(pool.closed());
    }

    private static void fillCandidate(StakingEventRecord row, CandidateChanged candidate) {
        row.setCandidateAddress(candidate.owner());
        row.setNodeAddress(candidate.node());
        row.setKind((short) candidate.kind());
        row.setRegistered(candidate.registered());
        row.setActive(candidate.active());
        row.setOwnStakeWei(candidate.ownStake());
        row.setCommissionBps(candidate.commissionBps());
        row.setNodeNonce(candidate.nodeNonce());
    }
}
