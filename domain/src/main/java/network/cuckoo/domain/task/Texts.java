package network.cuckoo.domain.task;

/** The limits of texts that apps send. */
final class Texts {
    private Texts() {}

    /**
     * Refuses a text that is empty, too long, can't be written in UTF-8 and stored (an unpaired surrogate or a NUL), or is blank:
     * without a letter, digit, punctuation mark or symbol, of which no model can make anything. Characters are Unicode code points.
     */
    static void check(String name, String text, int maxCharacters) {
        int characters = text.codePointCount(0, text.length());
        if (characters < 1 || characters > maxCharacters) {
            throw new IllegalArgumentException(
                    name + " must have 1 to " + maxCharacters + " characters, not " + characters);
        }
        if (text.codePoints().anyMatch(Texts::isUnwritable)) {
            throw new IllegalArgumentException(
                    name + " has a character that is no text (NUL or half of a surrogate pair)");
        }
        if (text.codePoints().noneMatch(Texts::isReadable)) {
            throw new IllegalArgumentException(
                    name + " is blank: it needs a letter, a digit, a punctuation mark or a symbol");
        }
    }

    private static boolean isUnwritable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    /** Whether it stands for something by itself: no space, control or format character, combining mark or unassigned code point. */
    private static boolean isReadable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }
}
