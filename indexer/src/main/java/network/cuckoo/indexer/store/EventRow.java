package network.cuckoo.indexer.store;

import java.sql.SQLException;
import network.cuckoo.db.copy.CopyRows;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.IndexedEvent;
import network.cuckoo.indexer.event.StakingEvent;
import network.cuckoo.indexer.event.StakingEvent.CandidateChanged;
import network.cuckoo.indexer.event.StakingEvent.CaseAnswered;
import network.cuckoo.indexer.event.StakingEvent.CaseChanged;
import network.cuckoo.indexer.event.StakingEvent.CaseOpened;
import network.cuckoo.indexer.event.StakingEvent.Claimed;
import network.cuckoo.indexer.event.StakingEvent.CoolingStarted;
import network.cuckoo.indexer.event.StakingEvent.CoolingWithdrawn;
import network.cuckoo.indexer.event.StakingEvent.CreditChanged;
import network.cuckoo.indexer.event.StakingEvent.Deposited;
import network.cuckoo.indexer.event.StakingEvent.EpochPosted;
import network.cuckoo.indexer.event.StakingEvent.EscrowRequested;
import network.cuckoo.indexer.event.StakingEvent.EscrowWithdrawn;
import network.cuckoo.indexer.event.StakingEvent.FreeChanged;
import network.cuckoo.indexer.event.StakingEvent.InfoChanged;
import network.cuckoo.indexer.event.StakingEvent.ParameterChanged;
import network.cuckoo.indexer.event.StakingEvent.PoolChanged;
import network.cuckoo.indexer.event.StakingEvent.PositionChanged;
import network.cuckoo.indexer.event.StakingEvent.RewardsClaimed;
import network.cuckoo.indexer.event.StakingEvent.RewardsFunded;
import network.cuckoo.indexer.event.StakingEvent.RootRejected;
import network.cuckoo.indexer.event.StakingEvent.TipSet;

/**
 * An event as a row of {@code staking_event}. Rows of one kind share their columns, so each kind is copied by itself and nothing
 * is sent for the columns of the others.
 */
final class EventRow {
    private static final String COLUMNS_OF_ALL =
            "block_hash, log_index, block_number, transaction_hash, contract_address, event, ";
    private static final int COUNT_OF_ALL = 6;

    private EventRow() {}

    /** The columns of a row of this event's kind, in the order in which {@link #write} writes them. */
    static String columns(StakingEvent event) {
        return COLUMNS_OF_ALL + own(event);
    }

    private static String own(StakingEvent event) {
        return switch (event) {
            case FreeChanged _ -> "staker_address, delta, free_wei";
            case PositionChanged _ -> "staker_address, candidate_address, delta, shares";
            case CoolingStarted _ -> "cooling_id, staker_address, candidate_address, shares, ready_at";
            case CoolingWithdrawn _ -> "cooling_id, amount_wei, to_free";
            case PoolChanged _ ->
                "candidate_address, tokens_wei, shares, cooling_shares, reward_acc, pot_wei, drip_at, frozen_until, closed";
            case CandidateChanged _ ->
                "candidate_address, node_address, kind, registered, active, own_stake_wei, commission_bps, "
                        + "next_commission_bps, next_commission_at, node_nonce";
            case InfoChanged _ -> "candidate_address, url, info";
            case RewardsFunded _ -> "candidate_address, amount_wei, commission_wei";
            case RewardsClaimed _ -> "staker_address, candidate_address, amount_wei";
            case CreditChanged _ -> "account_address, delta, credit_wei";
            case CaseOpened _ ->
                "case_id, candidate_address, proposer_address, result_digest, evidence_hash, url, bond_wei, offence_at, deadline_at";
            case CaseAnswered _ -> "case_id, evidence_hash, url";
            case CaseChanged _ -> "case_id, case_status, slash_bps, burned_wei, treasury_wei";
            case TipSet _ -> "candidate_address, tip_hash";
            case Deposited _ -> "candidate_address, account_address, app_ref, amount_wei, deposited_wei";
            case EpochPosted _ ->
                "candidate_address, epoch_number, payout_root, amount_wei, committed_wei, log_root, secret_hash, final_at";
            case RootRejected _ -> "candidate_address, epoch_number, committed_wei";
            case Claimed _ ->
                "candidate_address, account_address, epoch_number, amount_wei, root_claimed_wei, escrow_claimed_wei, to_pool";
            case EscrowRequested _ -> "candidate_address, amount_wei, ready_at";
            case EscrowWithdrawn _ -> "candidate_address, amount_wei, withdrawn_wei";
            case ParameterChanged _ -> "parameter_key, parameter_value";
        };
    }

    /** How many columns {@link #columns} names. */
    static int count(StakingEvent event) {
        return COUNT_OF_ALL + (int) own(event).chars().filter(c -> c == ',').count() + 1;
    }

    /** Begins and fills a row. @param columns {@link #count} of this kind */
    static void write(CopyRows rows, int columns, BlockHead block, IndexedEvent indexed) throws SQLException {
        CopyRows row = rows.row(columns)
                .hash(block.hash())
                .int4(indexed.logIndex())
                .int8(block.number().value())
                .hash(indexed.transactionHash())
                .address(indexed.contract())
                .text(indexed.event().getClass().getSimpleName());
        fill(row, indexed.event());
    }

    private static CopyRows fill(CopyRows row, StakingEvent event) {
        return switch (event) {
            case FreeChanged e -> row.address(e.staker()).numeric(e.delta()).numeric(e.free());
            case PositionChanged e ->
                row.address(e.staker())
                        .address(e.candidate())
                        .numeric(e.shareDelta())
                        .numeric(e.shares());
            case CoolingStarted e ->
                row.numeric(e.id())
                        .address(e.staker())
                        .address(e.candidate())
                        .numeric(e.shares())
                        .int8(e.readyAt());
            case CoolingWithdrawn e -> row.numeric(e.id()).numeric(e.amount()).bool(e.toFree());
            case PoolChanged e -> pool(row, e);
            case CandidateChanged e -> candidate(row, e);
            case InfoChanged e -> row.address(e.owner()).text(e.url()).text(e.info());
            case RewardsFunded e ->
                row.address(e.candidate()).numeric(e.amount()).numeric(e.commission());
            case RewardsClaimed e ->
                row.address(e.staker()).address(e.candidate()).numeric(e.amount());
            case CreditChanged e -> row.address(e.account()).numeric(e.delta()).numeric(e.credit());
            case CaseOpened e -> opened(row, e);
            case CaseAnswered e -> row.numeric(e.id()).hash(e.answer()).text(e.uri());
            case CaseChanged e ->
                row.numeric(e.id())
                        .int2(e.status())
                        .int4(e.bps())
                        .numeric(e.burned())
                        .numeric(e.toTreasury());
            case TipSet e -> row.address(e.coordinator()).hash(e.tip());
            case Deposited e ->
                row.address(e.coordinator())
                        .address(e.payer())
                        .hash(e.appRef())
                        .numeric(e.amount())
                        .numeric(e.deposited());
            case EpochPosted e -> posted(row, e);
            case RootRejected e -> row.address(e.coordinator()).int8(e.epoch()).numeric(e.committed());
            case Claimed e -> claimed(row, e);
            case EscrowRequested e ->
                row.address(e.coordinator()).numeric(e.amount()).int8(e.readyAt());
            case EscrowWithdrawn e ->
                row.address(e.coordinator()).numeric(e.amount()).numeric(e.withdrawn());
            case ParameterChanged e -> row.hash(e.key()).bytes(e.value());
        };
    }

    private static CopyRows pool(CopyRows row, PoolChanged pool) {
        return row.address(pool.candidate())
                .numeric(pool.tokens())
                .numeric(pool.shares())
                .numeric(pool.coolingShares())
                .numeric(pool.rewardAcc())
                .numeric(pool.pot())
                .int8(pool.dripAt())
                .int8(pool.frozenUntil())
                .bool(pool.closed());
    }

    private static CopyRows candidate(CopyRows row, CandidateChanged registration) {
        return row.address(registration.owner())
                .address(registration.node())
                .int2(registration.kind())
                .bool(registration.registered())
                .bool(registration.active())
                .numeric(registration.ownStake())
                .int4(registration.commissionBps())
                .int4(registration.nextCommissionBps())
                .int8(registration.nextAt())
                .numeric(registration.nodeNonce());
    }

    private static CopyRows opened(CopyRows row, CaseOpened opened) {
        return row.numeric(opened.id())
                .address(opened.candidate())
                .address(opened.proposer())
                .hash(opened.resultDigest())
                .hash(opened.evidence())
                .text(opened.uri())
                .numeric(opened.bond())
                .int8(opened.offenceAt())
                .int8(opened.deadline());
    }

    private static CopyRows posted(CopyRows row, EpochPosted posted) {
        return row.address(posted.coordinator())
                .int8(posted.epoch())
                .hash(posted.payoutRoot())
                .numeric(posted.amount())
                .numeric(posted.committed())
                .hash(posted.logRoot())
                .hash(posted.secret())
                .int8(posted.finalAt());
    }

    private static CopyRows claimed(CopyRows row, Claimed claimed) {
        return row.address(claimed.coordinator())
                .address(claimed.account())
                .int8(claimed.epoch())
                .numeric(claimed.amount())
                .numeric(claimed.rootClaimed())
                .numeric(claimed.escrowClaimed())
                .bool(claimed.toPool());
    }
}
