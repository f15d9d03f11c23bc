package network.cuckoo.domain.task;

/** The limits of texts that apps send. */
final class Texts {
    private Texts() {}

    /**
     * Refuses a text that is empty, too long or can't be written in UTF-8 and stored: an unpaired surrogate or a NUL. Characters
     * are Unicode code points.
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
    }

    private static boolean isUnwritable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
