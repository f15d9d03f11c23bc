package network.cuckoo.indexer.audit;

import static network.cuckoo.db.generated.Tables.CANDIDATE_WEIGHT;
import static network.cuckoo.db.generated.Tables.SETTLEMENT_ESCROW;
import static network.cuckoo.db.generated.Tables.SETTLEMENT_ROOT;
import static network.cuckoo.db.generated.Tables.STAKE_CANDIDATE;
import static network.cuckoo.db.generated.Tables.STAKE_CASE;
import static network.cuckoo.db.generated.Tables.STAKE_COOLING;
import static network.cuckoo.db.generated.Tables.STAKE_CREDIT;
import static network.cuckoo.db.generated.Tables.STAKE_FREE;
import static network.cuckoo.db.generated.Tables.STAKE_POOL;
import static network.cuckoo.db.generated.Tables.STAKE_SHARE;

import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * How a table of the state is asked of the contracts: a row's {@code key} columns are the arguments of the view, and its result's
 * words are what {@code words} say, in this order: a null is a zero, and {@link #NOT_KEPT} is not compared.
 */
record ContractView(boolean settlement, Table<?> table, String signature, List<Field<?>> key, List<Field<?>> words) {
    /** A word of a view that the index has no column for. */
    static final Field<?> NOT_KEPT = DSL.inline("not kept").as("not_kept");

    /** All that the contracts can be asked. @param blockTime Unix seconds: a commission whose time has come counts */
    static List<ContractView> all(long blockTime) {
        return List.of(
                staking(STAKE_FREE, "free(address)", List.of(STAKE_FREE.STAKER_ADDRESS), List.of(STAKE_FREE.FREE_WEI)),
                staking(
                        STAKE_SHARE,
                        "positions(address,address)",
                        List.of(STAKE_SHARE.STAKER_ADDRESS, STAKE_SHARE.CANDIDATE_ADDRESS),
                        List.of(STAKE_SHARE.SHARES)),
                staking(
                        STAKE_POOL,
                        "pools(address)",
                        List.of(STAKE_POOL.CANDIDATE_ADDRESS),
                        List.of(
                                STAKE_POOL.TOKENS_WEI,
                                STAKE_POOL.SHARES,
                                STAKE_POOL.COOLING_SHARES,
                                STAKE_POOL.REWARD_ACC,
                                STAKE_POOL.POT_WEI,
                                STAKE_POOL.DRIP_AT,
                                STAKE_POOL.FROZEN_UNTIL,
                                STAKE_POOL.CLOSED)),
                candidates(blockTime),
                staking(
                        CANDIDATE_WEIGHT,
                        "weightOf(address)",
                        List.of(CANDIDATE_WEIGHT.OWNER_ADDRESS),
                        List.of(CANDIDATE_WEIGHT.WEIGHT_WEI)),
                coolings(),
                staking(
                        STAKE_CREDIT,
                        "credit(address)",
                        List.of(STAKE_CREDIT.ACCOUNT_ADDRESS),
                        List.of(STAKE_CREDIT.CREDIT_WEI)),
                cases(),
                new ContractView(
                        true,
                        SETTLEMENT_ESCROW,
                        "escrows(address)",
                        List.of(SETTLEMENT_ESCROW.COORDINATOR_ADDRESS),
                        List.of(
                                SETTLEMENT_ESCROW.DEPOSITED_WEI,
                                SETTLEMENT_ESCROW.WITHDRAWN_WEI,
                                SETTLEMENT_ESCROW.COMMITTED_WEI,
                                SETTLEMENT_ESCROW.CLAIMED_WEI,
                                SETTLEMENT_ESCROW.REQUESTED_WEI,
                                SETTLEMENT_ESCROW.READY_AT)),
                new ContractView(
                        true,
                        SETTLEMENT_ROOT,
                        "roots(address,uint64)",
                        List.of(SETTLEMENT_ROOT.COORDINATOR_ADDRESS, SETTLEMENT_ROOT.EPOCH_NUMBER),
                        List.of(
                                SETTLEMENT_ROOT.PAYOUT_ROOT,
                                SETTLEMENT_ROOT.AMOUNT_WEI,
                                SETTLEMENT_ROOT.CLAIMED_WEI,
                                SETTLEMENT_ROOT.FINAL_AT,
                                SETTLEMENT_ROOT.REJECTED)));
    }

    private static ContractView staking(Table<?> table, String signature, List<Field<?>> key, List<Field<?>> words) {
        return new ContractView(false, table, signature, key, words);
    }

    private static ContractView candidates(long blockTime) {
        var c = STAKE_CANDIDATE;
        var due = c.NEXT_COMMISSION_AT.ne(0L).and(c.NEXT_COMMISSION_AT.le(blockTime));
        return staking(
                c,
                "candidates(address)",
                List.of(c.OWNER_ADDRESS),
                List.of(
                        c.KIND,
                        c.REGISTERED,
                        c.ACTIVE,
                        c.NODE_ADDRESS,
                        DSL.when(due, c.NEXT_COMMISSION_BPS)
                                .otherwise(c.COMMISSION_BPS)
                                .as("commission_bps_in_force"),
                        c.NEXT_COMMISSION_BPS,
                        DSL.when(due, DSL.inline(0L))
                                .otherwise(c.NEXT_COMMISSION_AT)
                                .as("next_commission_at_in_force")));
    }

    // The contract forgets what was withdrawn.
    private static ContractView coolings() {
        var c = STAKE_COOLING;
        var waits = c.WITHDRAWN_WEI.isNull();
        return staking(
                c,
                "coolings(uint256)",
                List.of(c.COOLING_ID),
                List.of(
                        DSL.when(waits, c.STAKER_ADDRESS).as("waiting_staker_address"),
                        DSL.when(waits, c.CANDIDATE_ADDRESS).as("waiting_candidate_address"),
                        DSL.when(waits, c.SHARES).as("waiting_shares"),
                        DSL.when(waits, c.READY_AT).as("waiting_ready_at")));
    }

    private static ContractView cases() {
        var c = STAKE_CASE;
        return staking(
                c,
                "cases(uint256)",
                List.of(c.CASE_ID),
                List.of(
                        c.CANDIDATE_ADDRESS,
                        c.PROPOSER_ADDRESS,
                        c.BOND_WEI,
                        c.RESULT_DIGEST,
                        c.SLASH_BPS,
                        NOT_KEPT,
                        NOT_KEPT,
                        c.DEADLINE_AT,
                        c.STATUS,
                        DSL.field(c.ANSWER_HASH.isNotNull()).as("answered")));
    }
}
