package network.cuckoo.scheduler.signals;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;

/**
 * Hints on their way to other processes, coalesced into one payload: {@code sender;w;t<task>;n<node>;…}, or {@code sender;*} where
 * they would not fit.
 */
final class Hints {
    /** Postgres refuses payloads of 8,000 bytes and more. */
    private static final int MAX_PAYLOAD_CHARACTERS = 7_900;

    private static final String EVERYTHING = "*";

    private final Set<String> pending = new LinkedHashSet<>();

    synchronized void workChanged() {
        add("w");
    }

    synchronized void taskChanged(TaskId task) {
        add("t" + task);
    }

    synchronized void leasesChanged(NodeAddress node) {
        add("n" + node.hex());
    }

    private void add(String hint) {
        if (pending.add(hint)) {
            notifyAll();
        }
    }

    /** Puts back what could not be sent. */
    synchronized void addAll(Collection<String> hints) {
        pending.addAll(hints);
    }

    /** Waits for a hint and takes all there are. */
    synchronized Set<String> take() throws InterruptedException {
        while (pending.isEmpty()) {
            wait();
        }
        var taken = new LinkedHashSet<>(pending);
        pending.clear();
        return taken;
    }

    static String payload(UUID sender, Set<String> hints) {
        String all = sender + ";" + String.join(";", hints);
        return all.length() <= MAX_PAYLOAD_CHARACTERS ? all : sender + ";" + EVERYTHING;
    }

    /** Passes a payload's hints on, unless this process sent it. */
    static void deliver(String payload, UUID self, LocalWaker to) {
        String[] parts = payload.split(";", -1);
        if (parts[0].equals(self.toString())) {
            return;
        }
        for (int i = 1; i < parts.length; i++) {
            deliver(parts[i], to);
        }
    }

    private static void deliver(String hint, LocalWaker to) {
        if (hint.equals("w")) {
            to.workChanged();
        } else if (hint.startsWith("t")) {
            to.taskChanged(TaskId.parse(hint.substring(1)));
        } else if (hint.startsWith("n")) {
            to.leasesChanged(NodeAddress.parse(hint.substring(1)));
        } else {
            to.everythingChanged();
        }
    }
}
