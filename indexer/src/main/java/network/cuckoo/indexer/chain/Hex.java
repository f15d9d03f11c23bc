package network.cuckoo.indexer.chain;

/** Numbers as JSON-RPC writes them, 0x and hex digits. What is malformed is an inconsistent answer. */
final class Hex {
    private Hex() {}

    static long number(String text) {
        try {
            return Long.parseLong(text.substring(2), 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new ChainException(ChainException.Code.INCONSISTENT, "not a number in hex: " + text, e);
        }
    }

    static String of(long number) {
        return "0x" + Long.toHexString(number);
    }
}
