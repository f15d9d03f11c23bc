package network.cuckoo.cli.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.offer.ModelsFile;
import network.cuckoo.cli.settings.CacheFolder;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.task.TextTokens;
import network.cuckoo.scheduler.ModelOffer;
import org.junit.jupiter.api.Test;

class OfferedBundlesTest {
    private static ModelOffer changed(ModelOffer offer, String id, Hash32 hash, int maxTokens) {
        return new ModelOffer(
                new ModelId(id),
                hash,
                offer.kind(),
                offer.price(),
                offer.leaseTime(),
                maxTokens,
                offer.maxOutputBytes(),
                offer.mediaTypes());
    }

    @Test
    void countTokens_countsForEveryBundledOffer_whoseLimitIsTheModels() {
        var offers = ModelsFile.bundled();
        try (var counter = OfferedBundles.countTokens(offers, CacheFolder.find())) {
            assertThat(offers).allSatisfy(offer -> {
                assertThat(counter.maxTokens(offer.id())).isEqualTo(offer.maxTokens());
                assertThat(counter.count(offer.id(), "a red apple")).isEqualTo(new TextTokens(5, true));
            });
        }
    }

    @Test
    void countTokens_refusesOffersThatTheBundlesDoNotKeep() {
        ModelOffer good = ModelsFile.bundled().getFirst();
        assertRefused(changed(good, "other", good.modelHash(), 1), "other");
        assertRefused(changed(good, good.id().value(), Hash32.ZERO, 1), "model-hash");
        assertRefused(
                changed(good, good.id().value(), good.modelHash(), good.maxTokens() + 1),
                "takes only " + good.maxTokens());
    }

    private static void assertRefused(ModelOffer offer, String reason) {
        assertThatThrownBy(() -> OfferedBundles.countTokens(List.of(offer), CacheFolder.find()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(reason);
    }
}
