package network.cuckoo.scheduler.draws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.draw.DrawEvidence;
import network.cuckoo.domain.draw.DrawRecord;

/**
 * One draw with all that {@code DrawCheck.check(record, evidence)} needs.
 *
 * @param round the round it was made in
 * @param roundPosition its place in that round, from 0
 * @param snapshotHash names {@code snapshot}, what the round saw of the miners
 * @param epochVoided whether a reorg took the epoch's block away since
 */
public record AssignmentView(
        LeaseId lease,
        TaskId task,
        DrawRecord record,
        DrawEvidence evidence,
        UUID round,
        int roundPosition,
        Hash32 snapshotHash,
        JsonNode snapshot,
        boolean epochVoided,
        Instant at) {}
