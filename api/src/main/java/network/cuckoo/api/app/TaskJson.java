package network.cuckoo.api.app;

import java.time.Instant;
import java.util.List;
import network.cuckoo.api.output.InputJson;
import network.cuckoo.api.output.Shares;
import network.cuckoo.api.output.SkipJson;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.tasks.TaskView;
import network.cuckoo.scheduler.tasks.WaitingReason;
import network.cuckoo.scheduler.tasks.WaitingWords;
import org.jspecify.annotations.Nullable;

/** A task as its app reads it. */
record TaskJson(
        TaskId id,
        ModelId model,
        Hash32 modelHash,
        TaskState state,
        Wei priceWei,
        Hash32 nonce,
        boolean nonceFromApp,
        Hash32 requestHash,
        Instant createdAt,
        Links links,
        int attempt,
        InputJson input,
        int losses,
        @Nullable WaitingReason waitingReason,
        @Nullable String waitingText,
        @Nullable Instant deadlineAt,
        @Nullable TaskId retryOf,
        @Nullable TaskId retriedBy,
        @Nullable Instant finishedAt,
        @Nullable Assignment assignment,
        @Nullable Result result,
        TaskView.@Nullable Failure failure) {

    static TaskJson of(TaskView task) {
        return new TaskJson(
                task.id(),
                task.request().model(),
                task.request().modelHash(),
                task.state(),
                task.price(),
                task.request().nonce(),
                task.request().nonceFromApp(),
                task.requestHash(),
                task.createdAt(),
                Links.of(task.id()),
                task.attempt(),
                InputJson.of(task.request().input()),
                task.course().losses(),
                task.waitingReason().orElse(null),
                task.waitingReason().map(WaitingWords::of).orElse(null),
                task.course().deadlineAt().orElse(null),
                task.course().retryOf().orElse(null),
                task.course().retriedBy().orElse(null),
                task.finishedAt().orElse(null),
                task.assignment().map(Assignment::of).orElse(null),
                task.output().map(output -> Result.of(task.id(), output)).orElse(null),
                task.failure().orElse(null));
    }

    /** The answer to an offer: what was agreed. */
    record Accepted(
            TaskId id,
            ModelId model,
            TaskState state,
            Wei priceWei,
            Hash32 nonce,
            boolean nonceFromApp,
            Hash32 requestHash,
            Instant createdAt,
            Links links) {
        static Accepted of(TaskView task) {
            return new Accepted(
                    task.id(),
                    task.request().model(),
                    task.state(),
                    task.price(),
                    task.request().nonce(),
                    task.request().nonceFromApp(),
                    task.requestHash(),
                    task.createdAt(),
                    Links.of(task.id()));
        }
    }

    /** Where to go on from here, relative to the API. */
    record Links(String self, String events, String result, String draw, String ledger) {
        static Links of(TaskId task) {
            String self = "/v1/tasks/" + task;
            return new Links(self, self + "/events", self + "/result", self + "/draw", self + "/ledger");
        }
    }

    /** Who was drawn last, and with what chance. */
    record Assignment(
            LeaseId leaseId,
            int attempt,
            NodeAddress miner,
            OwnerAddress owner,
            EpochNumber epoch,
            Wei weightWei,
            Wei totalWei,
            double weightShare,
            List<SkipJson> skips,
            Instant assignedAt) {
        static Assignment of(TaskView.Assigned assigned) {
            return new Assignment(
                    assigned.lease(),
                    assigned.attempt(),
                    assigned.miner(),
                    assigned.owner(),
                    assigned.epoch(),
                    assigned.weight(),
                    assigned.totalWeight(),
                    Shares.of(assigned.weight(), assigned.totalWeight()),
                    assigned.skips().stream().map(SkipJson::of).toList(),
                    assigned.at());
        }
    }

    /** The accepted output. */
    record Result(String mediaType, Hash32 sha256, int sizeBytes, long gpuMillis, String url) {
        static Result of(TaskId task, TaskView.Output output) {
            return new Result(
                    output.mediaType(),
                    output.sha256(),
                    output.sizeBytes(),
                    output.gpuMillis(),
                    Links.of(task).result());
        }
    }
}
