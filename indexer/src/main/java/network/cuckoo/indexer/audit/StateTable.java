package network.cuckoo.indexer.audit;

import static network.cuckoo.db.generated.Tables.CANDIDATE_INFO;
import static network.cuckoo.db.generated.Tables.CANDIDATE_INFO_REPLAYED;
import static network.cuckoo.db.generated.Tables.SETTLEMENT_ESCROW;
import static network.cuckoo.db.generated.Tables.SETTLEMENT_ESCROW_REPLAYED;
import static network.cuckoo.db.generated.Tables.SETTLEMENT_ROOT;
import static network.cuckoo.db.generated.Tables.SETTLEMENT_ROOT_REPLAYED;
import static network.cuckoo.db.generated.Tables.STAKE_CANDIDATE;
import static network.cuckoo.db.generated.Tables.STAKE_CANDIDATE_REPLAYED;
import static network.cuckoo.db.generated.Tables.STAKE_CASE;
import static network.cuckoo.db.generated.Tables.STAKE_CASE_REPLAYED;
import static network.cuckoo.db.generated.Tables.STAKE_COOLING;
import static network.cuckoo.db.generated.Tables.STAKE_COOLING_REPLAYED;
import static network.cuckoo.db.generated.Tables.STAKE_CREDIT;
import static network.cuckoo.db.generated.Tables.STAKE_CREDIT_REPLAYED;
import static network.cuckoo.db.generated.Tables.STAKE_FREE;
import static network.cuckoo.db.generated.Tables.STAKE_FREE_REPLAYED;
import static network.cuckoo.db.generated.Tables.STAKE_POOL;
import static network.cuckoo.db.generated.Tables.STAKE_POOL_REPLAYED;
import static network.cuckoo.db.generated.Tables.STAKE_SHARE;
import static network.cuckoo.db.generated.Tables.STAKE_SHARE_REPLAYED;

import java.util.List;
import java.util.Objects;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/** A table of the stake state and the view that says the same by one pass over all events; their columns have the same names. */
record StateTable(Table<?> held, Table<?> replayed) {
    static final List<StateTable> ALL = List.of(
            new StateTable(STAKE_FREE, STAKE_FREE_REPLAYED),
            new StateTable(STAKE_SHARE, STAKE_SHARE_REPLAYED),
            new StateTable(STAKE_POOL, STAKE_POOL_REPLAYED),
            new StateTable(STAKE_CANDIDATE, STAKE_CANDIDATE_REPLAYED),
            new StateTable(CANDIDATE_INFO, CANDIDATE_INFO_REPLAYED),
            new StateTable(STAKE_COOLING, STAKE_COOLING_REPLAYED),
            new StateTable(STAKE_CREDIT, STAKE_CREDIT_REPLAYED),
            new StateTable(STAKE_CASE, STAKE_CASE_REPLAYED),
            new StateTable(SETTLEMENT_ESCROW, SETTLEMENT_ESCROW_REPLAYED),
            new StateTable(SETTLEMENT_ROOT, SETTLEMENT_ROOT_REPLAYED));

    String name() {
        return held.getName();
    }

    /** What tells one row from the others, as {@code column=value}. */
    String keyOf(Record row) {
        List<? extends TableField<?, ?>> key =
                Objects.requireNonNull(held.getPrimaryKey()).getFields();
        return RowText.of(row, key);
    }

    String textOf(Record row) {
        return RowText.of(row, List.of(held.fields()));
    }
}
