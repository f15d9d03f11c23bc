package network.cuckoo.scheduler.sessions;

import static network.cuckoo.db.generated.Tables.CANDIDATE_WEIGHT;
import static network.cuckoo.db.generated.Tables.STAKING_EVENT;

import java.util.Optional;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import org.jooq.DSLContext;

/** What the chain says about nodes, as the indexer has read it. Writes nothing. */
public final class Registry {
    private Registry() {}

    /** A miner node's standing. */
    sealed interface Standing {
        /** Registered, active, and with weight. */
        record Active(OwnerAddress owner) implements Standing {}

        record NotRegistered() implements Standing {}

        record StakeTooLow() implements Standing {}
    }

    static Standing standing(DSLContext read, NodeAddress node) {
        return read.selectFrom(CANDIDATE_WEIGHT)
                .where(CANDIDATE_WEIGHT.NODE_ADDRESS.eq(node.address()))
                .and(CANDIDATE_WEIGHT.KIND.eq((short) CandidateKind.MINER.number()))
                .and(CANDIDATE_WEIGHT.REGISTERED.isTrue())
                .fetchOptional()
                .map(row -> row.getActive() && row.getWeightWei().signum() > 0
                        ? new Standing.Active(new OwnerAddress(row.getOwnerAddress()))
                        : new Standing.StakeTooLow())
                .orElseGet(Standing.NotRegistered::new);
    }

    /** The owner that ever registered this node; a node belongs to one owner for good. */
    public static Optional<OwnerAddress> ownerOf(DSLContext read, NodeAddress node) {
        return read.select(STAKING_EVENT.CANDIDATE_ADDRESS)
                .from(STAKING_EVENT)
                .where(STAKING_EVENT.EVENT.eq("CandidateChanged"), STAKING_EVENT.CANONICAL.isTrue())
                .and(STAKING_EVENT.NODE_ADDRESS.eq(node.address()))
                .limit(1)
                .fetchOptional(row -> new OwnerAddress(row.value1()));
    }
}
