package network.cuckoo.api.open;

import io.javalin.config.RoutesConfig;
import java.util.List;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.Wei;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.ModelOffer;

/** {@code GET /v1/models}: what is on offer. */
public final class Models implements Endpoint {
    private static final int MAX_AGE_SECONDS = 60;

    private final ModelList answer;

    public Models(ModelCatalogue catalogue) {
        this.answer = new ModelList(catalogue.offers().stream().map(Model::of).toList());
    }

    private record ModelList(List<Model> models) {}

    private record Model(ModelId id, Hash32 modelHash, String kind, Wei priceWei, int maxTokens, long leaseSeconds) {
        static Model of(ModelOffer offer) {
            return new Model(
                    offer.id(),
                    offer.modelHash(),
                    offer.kind(),
                    offer.price(),
                    offer.maxTokens(),
                    Math.max(1, offer.leaseTime().toSeconds()));
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/models", ctx -> Answers.shared(ctx, MAX_AGE_SECONDS, answer));
    }
}
