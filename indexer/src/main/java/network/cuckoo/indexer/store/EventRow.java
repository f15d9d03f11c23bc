package network.cuckoo.indexer.store;

import java.math.BigInteger;
import java.sql.SQLException;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
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
import org.jspecify.annotations.Nullable;

/** An event as a row of {@code staking_event}: the columns that its kind has, the others null. */
final class EventRow {
    /** The columns in the order in which {@link #write} writes them. */
    static final String COLUMNS = """
            block_hash, log_index, block_number, transaction_hash, contract_address, event, canonical,
            staker_address, candidate_address, node_address, kind, registered, active, own_stake_wei,
            commission_bps, node_nonce, delta, free_wei, shares, tokens_wei, cooling_shares,
            frozen_until, closed, cooling_id, ready_at, amount_wei, to_free, url, info, tip_hash,
            parameter_key, parameter_value
            """;

    private static final int COUNT = 32;

    private @Nullable Address staker;
    private @Nullable Address candidate;
    private @Nullable Address node;
    private @Nullable Integer kind;
    private @Nullable Boolean registered;
    private @Nullable Boolean active;
    private @Nullable BigInteger ownStake;
    private @Nullable Integer commissionBps;
    private @Nullable BigInteger nodeNonce;
    private @Nullable BigInteger delta;
    private @Nullable BigInteger free;
    private @Nullable BigInteger shares;
    private @Nullable BigInteger tokens;
    private @Nullable BigInteger coolingShares;
    private @Nullable Long frozenUntil;
    private @Nullable Boolean closed;
    private @Nullable BigInteger coolingId;
    private @Nullable Long readyAt;
    private @Nullable BigInteger amount;
    private @Nullable Boolean toFree;
    private @Nullable String url;
    private @Nullable String info;
    private @Nullable Hash32 tip;
    private @Nullable Hash32 parameterKey;
    private byte @Nullable [] parameterValue;

    static void write(CopyRows rows, BlockHead block, IndexedEvent indexed) throws SQLException {
        var row = new EventRow();
        row.fill(indexed.event());
        row.write(rows.row(COUNT), block, indexed, true);
    }

    private void write(CopyRows row, BlockHead block, IndexedEvent indexed, boolean canonical) {
        row.hash(block.hash())
                .int4(indexed.logIndex())
                .int8(block.number().value())
                .hash(indexed.transactionHash())
                .address(indexed.contract())
                .text(indexed.event().getClass().getSimpleName())
                .bool(canonical)
                .address(staker)
                .address(candidate)
                .address(node)
                .int2(kind)
                .bool(registered)
                .bool(active)
                .numeric(ownStake)
                .int4(commissionBps)
                .numeric(nodeNonce)
                .numeric(delta)
                .numeric(free)
                .numeric(shares)
                .numeric(tokens)
                .numeric(coolingShares)
                .int8(frozenUntil)
                .bool(closed)
                .numeric(coolingId)
                .int8(readyAt)
                .numeric(amount)
                .bool(toFree)
                .text(url)
                .text(info)
                .hash(tip)
                .hash(parameterKey)
                .bytes(parameterValue);
    }

    private void fill(StakingEvent event) {
        switch (event) {
            case FreeChanged changed -> {
                staker = changed.staker();
                delta = changed.delta();
                free = changed.free();
            }
            case PositionChanged changed -> {
                staker = changed.staker();
                candidate = changed.candidate();
                delta = changed.shareDelta();
                shares = changed.shares();
            }
            case CoolingStarted started -> {
                coolingId = started.id();
                staker = started.staker();
                candidate = started.candidate();
                shares = started.shares();
                readyAt = started.readyAt();
            }
            case CoolingWithdrawn withdrawn -> {
                coolingId = withdrawn.id();
                amount = withdrawn.amount();
                toFree = withdrawn.toFree();
            }
            case PoolChanged changed -> fillPool(changed);
            case CandidateChanged changed -> fillCandidate(changed);
            case InfoChanged changed -> {
                candidate = changed.owner();
                url = changed.url();
                info = changed.info();
            }
            case TipSet set -> {
                candidate = set.coordinator();
                tip = set.tip();
            }
            case ParameterChanged changed -> {
                parameterKey = changed.key();
                parameterValue = changed.value();
            }
        }
    }

    private void fillPool(PoolChanged pool) {
        candidate = pool.candidate();
        tokens = pool.tokens();
        shares = pool.shares();
        coolingShares = pool.coolingShares();
        frozenUntil = pool.frozenUntil();
        closed = pool.closed();
    }

    private void fillCandidate(CandidateChanged registration) {
        candidate = registration.owner();
        node = registration.node();
        kind = registration.kind();
        registered = registration.registered();
        active = registration.active();
        ownStake = registration.ownStake();
        commissionBps = registration.commissionBps();
        nodeNonce = registration.nodeNonce();
    }
}
