package network.cuckoo.indexer;

/** How many blocks to ask for at a time: doubled while answers are small, halved when one is large or refused. */
final class AdaptiveRange {
    private static final int FIRST = 32;

    private final int longest;
    private final int manyEvents;
    private int blocks;

    /**
     * @param longest most blocks at a time
     * @param manyEvents an answer with more is followed by one of fewer blocks
     */
    AdaptiveRange(int longest, int manyEvents) {
        this.longest = longest;
        this.manyEvents = manyEvents;
        this.blocks = Math.min(FIRST, longest);
    }

    int blocks() {
        return blocks;
    }

    /** So many blocks were refused. */
    void refused(long asked) {
        blocks = (int) Math.max(1, asked / 2);
    }

    /** So many events came. */
    void came(int events) {
        if (events > manyEvents) {
            blocks = Math.max(1, blocks / 2);
        } else if (events <= manyEvents / 2) {
            blocks = (int) Math.min(longest, blocks * 2L);
        }
    }
}
