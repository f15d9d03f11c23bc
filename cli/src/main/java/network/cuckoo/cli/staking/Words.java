package network.cuckoo.cli.staking;

import java.util.Locale;
import network.cuckoo.domain.CandidateKind;

/** Names as people read and type them. */
final class Words {
    private Words() {}

    static String of(CandidateKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** A stranger's text, without what a terminal would obey. */
    static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
