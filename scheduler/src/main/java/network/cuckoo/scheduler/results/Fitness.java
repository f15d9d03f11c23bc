package network.cuckoo.scheduler.results;

import java.util.Optional;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.keys.SignatureCheck;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.results.ResultStore.Case;
import org.jspecify.annotations.Nullable;

/** What can be told of a result from what never changes: whose lease it is, form, size, content and signature. */
final class Fitness {
    private final SchedulerConfig config;
    private final ModelCatalogue catalogue;

    Fitness(SchedulerConfig config, ModelCatalogue catalogue) {
        this.config = config;
        this.catalogue = catalogue;
    }

    /** Why the result can't be accepted, whatever has become of its lease; empty if it could be. */
    Optional<ResultVerdict> unfit(Handed handed, @Nullable Case found) {
        if (found == null || !found.node().equals(handed.session().node())) {
            return Optional.of(new ResultVerdict.NotYours());
        }
        ResultReport report = handed.report();
        int size = report.output().length;
        Optional<ModelOffer> offer = catalogue.find(found.model());
        int maxBytes = offer.map(ModelOffer::maxOutputBytes).orElse(ModelOffer.MAX_OUTPUT_BYTES);
        if (size < 1 || size > maxBytes) {
            return Optional.of(new ResultVerdict.WrongSize(size, maxBytes));
        }
        if (offer.filter(model -> !model.mediaTypes().contains(report.mediaType()))
                .isPresent()) {
            return Optional.of(new ResultVerdict.WrongMediaType(report.mediaType()));
        }
        return handed.hashFits() ? Optional.empty() : Optional.of(new ResultVerdict.HashMismatch());
    }

    /** Whether the lease's node signed this result. */
    boolean isSigned(ResultReport report, Case found) {
        var signed = new TaskResult(
                config.coordinator(),
                found.task(),
                report.lease(),
                report.fence(),
                found.requestHash(),
                found.modelHash(),
                report.outputHash());
        return SignatureCheck.isBy(
                found.node().address(), signed.digest(config.chainId(), config.stakingContract()), report.signature());
    }
}
