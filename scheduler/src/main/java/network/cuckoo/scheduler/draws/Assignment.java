package network.cuckoo.scheduler.draws;

import java.util.UUID;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.draw.DrawRecord;

/**
 * A draw's winner as a round writes it down.
 *
 * @param epochId the row of the epoch, not its number
 * @param roundPosition place in the round, from 0
 */
public record Assignment(
        LeaseId lease,
        TaskId task,
        long epochId,
        OwnerAddress owner,
        DrawRecord draw,
        Hash32 snapshotHash,
        UUID round,
        int roundPosition) {}
