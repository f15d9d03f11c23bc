package network.cuckoo.cli.chain.errand;

import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/**
 * One of a network's rules, as it stands now.
 *
 * @param key its name for programs, without a unit
 * @param words its name for people
 * @param value what it is
 */
public record Rule(String key, String words, Value value) {
    /** What a rule says. */
    public sealed interface Value {}

    public record Amount(Wei amount) implements Value {}

    public record Seconds(long seconds) implements Value {}

    public record BasisPoints(int bps) implements Value {}

    public record Account(Address address) implements Value {}

    public record Accounts(List<Address> addresses) implements Value {
        public Accounts {
            addresses = List.copyOf(addresses);
        }
    }

    /** The end of the last pause, Unix seconds; 0 = there was none. */
    public record PausedUntil(long at) implements Value {}

    /** From when on something may be done, Unix seconds. */
    public record From(long at) implements Value {}

    /** Texts such as hashes, one for each thing that the rule is about. */
    public record Texts(List<String> texts) implements Value {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** What the governor will be able to do. */
    public record Announced(List<Announcement> waiting) implements Value {
        public Announced {
            waiting = List.copyOf(waiting);
        }
    }

    /** One call that waits. @param change in words @param readyAt from when on anybody may carry it out, Unix seconds */
    public record Announcement(Hash32 operation, String change, long readyAt) {}

    /** Rules that the same people may change, or nobody. */
    public record Group(String key, String words, List<Rule> rules) {
        public Group {
            rules = List.copyOf(rules);
        }
    }
}
