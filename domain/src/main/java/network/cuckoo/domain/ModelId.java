package network.cuckoo.domain;

import java.util.regex.Pattern;

/** A model on offer, by its name in {@code models.yaml}: 1 to 64 of lower-case letters, digits, dots and dashes. */
public record ModelId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    public ModelId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a model name (lower-case letters, digits, dots, dashes): " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
