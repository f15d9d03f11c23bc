package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** Says in which words the model and the chain differ. */
final class Comparison {

    private static final int MOST_TOLD = 20;

    private Comparison() {}

    /** One line per differing word, none if all are equal. */
    static List<String> differences(List<Word> model, List<BigInteger> chain) {
        if (model.size() != chain.size()) {
            return List.of("the model has %d words, the chain %d".formatted(model.size(), chain.size()));
        }
        return IntStream.range(0, model.size())
                .filter(i -> !model.get(i).value().equals(chain.get(i)))
                .limit(MOST_TOLD)
                .mapToObj(i -> "%s: model %s, chain %s"
                        .formatted(model.get(i).label(), model.get(i).value(), chain.get(i)))
                .toList();
    }
}
