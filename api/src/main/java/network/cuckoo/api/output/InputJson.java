package network.cuckoo.api.output;

import java.math.BigDecimal;
import network.cuckoo.domain.task.TaskInput;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;

/** A task's input with its kind and all defaults filled in, as apps and miners read it. */
public sealed interface InputJson {
    /** For {@code text-to-image}; guidance in plain numbers with three decimals. */
    record Picture(String kind, String prompt, String seed, int steps, BigDecimal guidance) implements InputJson {}

    /** For {@code text-embedding}. */
    record Vector(String kind, String text) implements InputJson {}

    /** The JSON form of an input. */
    static InputJson of(TaskInput input) {
        return switch (input) {
            case TextToImageInput picture ->
                new Picture(
                        picture.kind(),
                        picture.prompt(),
                        picture.seedText(),
                        picture.steps(),
                        BigDecimal.valueOf(picture.guidanceMilli(), 3));
            case TextEmbeddingInput vector -> new Vector(vector.kind(), vector.text());
        };
    }
}
