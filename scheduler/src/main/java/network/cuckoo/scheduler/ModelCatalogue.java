package network.cuckoo.scheduler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import network.cuckoo.domain.ModelId;

/** The models on offer, in the order in which they were given. */
public final class ModelCatalogue {
    private final List<ModelOffer> offers;
    private final Map<ModelId, ModelOffer> byId;

    /** @throws IllegalArgumentException if a model occurs twice */
    public ModelCatalogue(List<ModelOffer> offers) {
        this.offers = List.copyOf(offers);
        this.byId = offers.stream()
                .collect(
                        Collectors.toUnmodifiableMap(ModelOffer::id, Function.identity(), ModelCatalogue::refuseTwice));
    }

    /** All offers. */
    public List<ModelOffer> offers() {
        return offers;
    }

    /** The offer of this model, if there is one. */
    public Optional<ModelOffer> find(ModelId id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static ModelOffer refuseTwice(ModelOffer one, ModelOffer other) {
        throw new IllegalArgumentException("model " + one.id() + " is offered twice: " + one + " and " + other);
    }
}
