package network.cuckoo.worker.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.worker.inference.InferenceException;
import network.cuckoo.worker.inference.InferenceRequest;
import network.cuckoo.worker.inference.InferenceResult;
import network.cuckoo.worker.inference.RunId;
import network.cuckoo.worker.node.LeaseHold.Release;
import network.cuckoo.worker.node.protocol.CoordinatorException;
import network.cuckoo.worker.node.protocol.LeaseOffer;
import network.cuckoo.worker.node.protocol.ResultReport;
import network.cuckoo.worker.node.protocol.Session;

/**
 * One lease from its offer to its end, on a thread of its own: check, acknowledge, run, sign, hand in. A finished output lives in this
 * object's memory only; if the node dies before it is handed in, the lease runs out and another miner does the task.
 */
final class LeaseRun {
    private final NodeParts parts;
    private final LeaseOffer offer;
    private final RunId runId;
    private final LeaseHold hold;
    private final LeaseMessages messages;
    private final ProgressSender progress;
    private volatile LeaseStage stage = LeaseStage.STARTING;

    LeaseRun(NodeParts parts, LeaseOffer offer) {
        this.parts = parts;
        this.offer = offer;
        this.runId = new RunId(offer.lease().toString());
        this.hold = new LeaseHold(() -> parts.inference().cancel(runId));
        this.messages = new LeaseMessages(
                parts.client(), parts.sessions(), offer, hold, parts.config().retry());
        this.progress = new ProgressSender(
                messages::progress, parts.executor(), parts.config().limits().progressInterval(), System::nanoTime);
    }

    LeaseOffer offer() {
        return offer;
    }

    /** Ends the work on the lease soon. */
    void release(Release why) {
        hold.release(why);
    }

    MinerStatus.RunningLease status() {
        var steps = progress.latest();
        return new MinerStatus.RunningLease(
                offer.lease(), offer.task(), offer.model(), stage, steps.done(), steps.total());
    }

    /** Does it all. Never throws for what can happen outside this program. */
    LeaseEnding run() {
        try {
            return switch (parts.check().check(offer)) {
                case OfferCheck.Verdict.Refused(var code, var detail) -> giveBack(code, detail);
                case OfferCheck.Verdict.Runnable(var request) -> accept(request);
            };
        } catch (CoordinatorException e) {
            return refused(e);
        } catch (NodeEndedException e) {
            return lost();
        }
    }

    private LeaseEnding accept(InferenceRequest request) {
        if (parts.life().draining()) {
            return giveBack(FailCode.NODE_DRAINING, "the miner is finishing its last tasks");
        }
        if (!messages.start()) {
            return lost();
        }
        stage = LeaseStage.RUNNING;
        try {
            return handIn(infer(request));
        } catch (InferenceException e) {
            return broken(e);
        }
    }

    private InferenceResult infer(InferenceRequest request) {
        CompletableFuture<InferenceResult> running = parts.inference().run(runId, offer.model(), request, progress);
        if (hold.released().isPresent()) {
            parts.inference().cancel(runId); // released before the run was known to the backend
        }
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeEndedException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InferenceException failure
                    ? failure
                    : new InferenceException(InferenceException.Code.ENGINE_FAILED, String.valueOf(e.getCause()), e);
        }
    }

    private LeaseEnding broken(InferenceException e) {
        if (hold.released().equals(Optional.of(Release.GONE))) {
            return lost();
        }
        LeaseEnding ending = giveBack(FailCode.of(e.code()), String.valueOf(e.getMessage()));
        if (e.code() == InferenceException.Code.START_FAILED) {
            parts.life()
                    .end(new MinerOutcome.Stopped(
                            FailCode.INFERENCE_UNAVAILABLE.text(),
                            "models can't be run here any more: " + e.getMessage()));
        }
        return ending;
    }

    private LeaseEnding handIn(InferenceResult result) {
        byte[] output = result.bytes();
        if (output.length > parts.config().limits().outputBytes()) {
            return giveBack(
                    FailCode.OUTPUT_TOO_LARGE,
                    "the output has " + output.length + " bytes, more than "
                            + parts.config().limits().outputBytes());
        }
        stage = LeaseStage.SUBMITTING;
        ResultReport report = signed(result.mediaType(), output, result);
        return messages.submit(report)
                .<LeaseEnding>map(receipt -> new LeaseEnding.Accepted(
                        report.outputHash(), report.gpuTime().toMillis(), receipt))
                .orElseGet(this::lost);
    }

    private ResultReport signed(String mediaType, byte[] output, InferenceResult result) {
        Session session = parts.sessions().current();
        Hash32 outputHash = Sha256.hash(output);
        var statement = new TaskResult(
                session.coordinator(),
                offer.task(),
                offer.lease(),
                offer.fence(),
                offer.requestHash(),
                offer.modelHash(),
                outputHash);
        var digest = statement.digest(parts.config().chainId(), session.stakingAddress());
        return new ResultReport(
                offer.lease(),
                offer.fence(),
                mediaType,
                output,
                outputHash,
                result.gpuTime(),
                parts.config().key().sign(digest));
    }

    /** What the coordinator won't have is given back, or it would come again with each poll until its time is over. */
    private LeaseEnding refused(CoordinatorException refusal) {
        var ending = new LeaseEnding.Refused(refusal.code().text(), String.valueOf(refusal.getMessage()));
        try {
            messages.fail(FailCode.REFUSED_BY_COORDINATOR, ending.detail());
        } catch (CoordinatorException e) {
            // refused as well; the lease runs out
        }
        return ending;
    }

    private LeaseEnding giveBack(FailCode code, String detail) {
        messages.fail(code, detail);
        return new LeaseEnding.GivenBack(code, detail);
    }

    private LeaseEnding lost() {
        return new LeaseEnding.Lost(hold.released()
                .map(release -> switch (release) {
                    case GONE -> "the coordinator ended the lease";
                    case NODE_STOPPING -> "the node had to end";
                })
                .orElse("the coordinator ended the lease"));
    }
}
