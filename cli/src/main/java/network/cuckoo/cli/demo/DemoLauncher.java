package network.cuckoo.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.process.ChildProcess;
import network.cuckoo.cli.process.NodeProcess;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.ChainId;

/** The commands that a demo's nodes are started with: the same that people type. */
final class DemoLauncher {
    static final String COORDINATOR = "coordinator";
    private static final int COORDINATOR_HEAP_MEGABYTES = 512;
    private static final int MINER_HEAP_MEGABYTES = 192;
    private static final String CONFIRMATIONS = "1";

    private final DemoFolder folder;
    private final DemoKeys keys;
    private final DemoPorts ports;
    private final DemoPlan plan;

    DemoLauncher(DemoFolder folder, DemoKeys keys, DemoPorts ports, DemoPlan plan) {
        this.folder = folder;
        this.keys = keys;
        this.ports = ports;
        this.plan = plan;
    }

    ChildProcess coordinator(DemoChain chain, NetworkContracts contracts, DatabaseConfig database) {
        List<String> arguments = new ArrayList<>(List.of("coordinator", "--exit-with-parent"));
        arguments.addAll(List.of("--data-dir", folder.coordinator().toString()));
        arguments.addAll(List.of("--secret-file", folder.secrets().toString()));
        arguments.addAll(List.of("--db-url", database.jdbcUrl(), "--db-user", database.user()));
        arguments.addAll(List.of("--db-connections", Integer.toString(database.maxConnections())));
        arguments.addAll(List.of("--rpc-url", chain.url().toString()));
        arguments.addAll(List.of(
                "--staking",
                contracts.staking().hex(),
                "--settlement",
                contracts.settlement().hex()));
        arguments.addAll(List.of("--start-block", contracts.startBlock().toString()));
        arguments.addAll(
                List.of("--confirmations", CONFIRMATIONS, "--epoch-seconds", Long.toString(plan.epochSeconds())));
        arguments.addAll(
                List.of("--port", Integer.toString(ports.api()), "--admin-port", Integer.toString(ports.admin())));
        arguments.addAll(List.of("--admin-password-file", folder.adminPassword().toString()));
        plan.models().ifPresent(file -> arguments.addAll(List.of("--models", file.toString())));
        addKey(arguments, DemoNetwork.COORDINATOR_NODE);
        var settings = Map.of("CUCKOO_DB_PASSWORD", database.password().reveal());
        return NodeProcess.start(
                COORDINATOR, COORDINATOR_HEAP_MEGABYTES, arguments, settings, folder.log("coordinator"));
    }

    ChildProcess miner(DemoMiner miner, ChainId chainId) {
        List<String> arguments = new ArrayList<>(List.of("miner", "--exit-with-parent"));
        arguments.addAll(List.of("--coordinator", ports.apiUrl().toString()));
        arguments.addAll(List.of("--chain-id", Long.toString(chainId.value())));
        arguments.addAll(List.of("--owner", keys.key(miner.ownerKey()).address().hex()));
        arguments.addAll(List.of("--drain-seconds", "5"));
        addKey(arguments, miner.nodeKey());
        return NodeProcess.start(miner.name(), MINER_HEAP_MEGABYTES, arguments, Map.of(), folder.log(miner.name()));
    }

    private void addKey(List<String> arguments, String name) {
        keys.key(name); // made if it isn't there
        arguments.addAll(List.of("--key-file", keys.file(name).toString()));
        arguments.addAll(List.of("--key-password-file", keys.passwordFile().toString()));
    }
}
