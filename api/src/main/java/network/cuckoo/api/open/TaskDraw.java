package network.cuckoo.api.open;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.output.SkipJson;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.DrawRecord;
import network.cuckoo.scheduler.draws.AssignmentView;
import network.cuckoo.scheduler.draws.DrawLog;
import network.cuckoo.scheduler.tasks.TaskDesk;
import network.cuckoo.scheduler.tasks.TaskView;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/tasks/{id}/draw}: every draw of a task, for anybody to make again. Shows nothing of what was asked. */
public final class TaskDraw implements Endpoint {
    private final TaskDesk tasks;
    private final DrawLog draws;

    public TaskDraw(TaskDesk tasks, DrawLog draws) {
        this.tasks = tasks;
        this.draws = draws;
    }

    private record TaskDraws(TaskId taskId, Hash32 requestHash, boolean nonceFromApp, List<Draw> draws) {}

    private record Draw(
            int attempt,
            LeaseId leaseId,
            ChainId chainId,
            NodeAddress coordinator,
            EpochNumber epoch,
            boolean epochVoided,
            Hash32 blockHash,
            Hash32 epochRoot,
            Hash32 tip,
            EpochNumber tipEpoch,
            @Nullable Hash32 secret,
            Hash32 seed,
            Wei totalWei,
            List<WeightJson> weights,
            List<SkipJson> skips,
            @Nullable Fallback fallback,
            NodeAddress winner,
            Hash32 snapshotHash,
            JsonNode snapshot,
            UUID roundId,
            int roundPosition,
            Instant assignedAt) {
        static Draw of(AssignmentView view) {
            DrawRecord record = view.record();
            var inputs = record.inputs();
            var evidence = view.evidence();
            return new Draw(
                    Math.toIntExact(inputs.attempt()),
                    view.lease(),
                    inputs.chainId(),
                    inputs.coordinator(),
                    inputs.epoch(),
                    view.epochVoided(),
                    inputs.blockHash(),
                    inputs.epochRoot(),
                    evidence.tip(),
                    evidence.firstEpoch(),
                    evidence.secret().orElse(null),
                    record.seed(),
                    record.totalWeight(),
                    weights(view),
                    record.skips().stream().map(SkipJson::of).toList(),
                    record.fallback().map(Fallback::of).orElse(null),
                    record.winner(),
                    view.snapshotHash(),
                    view.snapshot(),
                    view.round(),
                    view.roundPosition(),
                    view.at());
        }

        private static List<WeightJson> weights(AssignmentView view) {
            Wei total = view.record().totalWeight();
            return view.evidence().weights().stream()
                    .map(miner -> WeightJson.of(miner.miner(), null, miner.weight(), total))
                    .toList();
        }
    }

    private record Fallback(Wei availableWei, List<DrawRecord.Unavailable> unavailable) {
        static Fallback of(DrawRecord.Fallback fallback) {
            return new Fallback(fallback.availableWeight(), fallback.unavailable());
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/tasks/{id}/draw", this::handle);
    }

    private void handle(Context ctx) {
        TaskId id = Requests.path(ctx, "id", TaskId::parse);
        TaskView task = tasks.find(id).orElseThrow(() -> ProblemCode.NOT_FOUND.because("There is no task " + id + "."));
        var all = draws.assignments(id).stream().map(Draw::of).toList();
        Answers.ok(ctx, new TaskDraws(id, task.requestHash(), task.request().nonceFromApp(), all));
    }
}
