package network.cuckoo.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import network.cuckoo.cli.settings.RunFile;

/** Writes {@code run.json}: where everything answers, for scripts. */
final class RunJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunJson() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param ready whether the network has done its first tasks
     */
    static synchronized void write(RunningDemo demo, boolean ready) {
        DemoFolder folder = demo.folder();
        ObjectNode run = JSON.createObjectNode()
                .put("ready", ready)
                .put("api", demo.ports().apiUrl().toString())
                .put("page", demo.ports().apiUrl() + "/")
                .put("admin", demo.ports().adminUrl().toString())
                .put("dashboard", demo.ports().adminUrl() + "/dashboard")
                .put("adminPasswordFile", folder.adminPassword().toString())
                .put("apiKeyFile", folder.apiKey().toString())
                .put("rpc", demo.chain().url().toString())
                .put("database", demo.database().config().jdbcUrl())
                .put("databaseUser", demo.database().config().user())
                .put("chainId", demo.contracts().chainId().toString())
                .put("staking", demo.contracts().staking().hex())
                .put("settlement", demo.contracts().settlement().hex())
                .put("startBlock", demo.contracts().startBlock().toString())
                .put(
                        "coordinator",
                        demo.keys().key(DemoNetwork.COORDINATOR_NODE).address().hex())
                .put("secretFile", folder.secrets().toString())
                .put("logs", folder.logs().toString())
                .put("outputs", folder.root().resolve("outputs").toString());
        if (demo.database() instanceof DemoDatabase.Own) {
            run.put(
                    "databasePasswordFile",
                    folder.postgres().resolve("password").toString());
        }
        ObjectNode miners = run.putObject("miners");
        DemoMiner.ALL.forEach(miner -> miners.putObject(miner.name())
                .put("node", demo.keys().key(miner.nodeKey()).address().hex())
                .put("owner", demo.keys().key(miner.ownerKey()).address().hex()));
        ObjectNode processes = run.putObject("processes");
        processes.put("demo", ProcessHandle.current().pid());
        demo.chain().pid().ifPresent(pid -> processes.put("chain", pid));
        demo.database().pid().ifPresent(pid -> processes.put("postgres", pid));
        demo.nodes().pids().forEach(processes::put);
        try {
            RunFile.write(folder.root(), run);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write run.json", e);
        }
    }
}
