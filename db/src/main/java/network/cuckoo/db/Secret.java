package network.cuckoo.db;

/** Text that must not be seen: it prints as stars, in logs, records and debuggers' labels. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "****";
    }
}
