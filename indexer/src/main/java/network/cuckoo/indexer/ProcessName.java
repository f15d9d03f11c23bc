package network.cuckoo.indexer;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What people recognise a process by: its number and its machine. */
final class ProcessName {
    private ProcessName() {}

    static String own() {
        return "process " + ProcessHandle.current().pid() + " on " + machine();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name (" + e.getMessage() + ")";
        }
    }
}
