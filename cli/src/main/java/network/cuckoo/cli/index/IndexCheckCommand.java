package network.cuckoo.cli.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.db.Database;
import network.cuckoo.indexer.audit.ContractComparison;
import network.cuckoo.indexer.audit.ContractComparison.Difference;
import network.cuckoo.indexer.audit.ContractComparison.Report;
import network.cuckoo.indexer.audit.StateReplay;
import network.cuckoo.indexer.chain.ChainException;
import network.cuckoo.indexer.chain.ContractViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo index check}: the stake state against the contracts. */
@Command(
        name = "check",
        description = {
            "Compare the index with the contracts themselves.",
            "They are asked for every stake, vote, pool, registration, weight, case, escrow and root that the index has, as they",
            "answer after the block that it has reached; rows that are missing are told by the indexed events."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cuckoo index check                            the running demo's database and chain",
            "  CUCKOO_DB_PASSWORD=… cuckoo index check --db-url jdbc:postgresql://db.example/cuckoo --rpc-url http://node:8545",
            "",
            "Exit code 0: nothing differs; 1: something does, and each value is named; 3: the database or the node does not answer."
        })
final class IndexCheckCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int SHOWN = 100;

    @Mixin
    private IndexOptions index = new IndexOptions();

    @Option(names = "--rpc-url", paramLabel = "URL", description = "a chain node that you trust; default: the demo's")
    private Optional<URI> rpcUrl = Optional.empty();

    @Override
    public Integer call() {
        URI node = rpcUrl.orElseGet(() -> index.fromDemo("--rpc-url", run -> run.uri("rpc")));
        Found found = index.with(database -> new Found(compare(database, node), missing(database)));
        if (index.json()) {
            System.out.println(json(found));
        } else {
            print(found);
        }
        return (found.isRight() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    /** @param missing rows that the events make and the state has not: a contract can only be asked for what is known */
    private record Found(Report report, List<StateReplay.Difference> missing) {
        boolean isRight() {
            return report.differences().isEmpty() && missing.isEmpty();
        }
    }

    private static List<StateReplay.Difference> missing(Database database) {
        return new StateReplay(database)
                .compare().differences().stream()
                        .filter(difference -> difference.held().isEmpty())
                        .toList();
    }

    private Report compare(Database database, URI node) {
        try (var views = new ContractViews(node, TIMEOUT)) {
            return new ContractComparison(database, views, this::tell).compare();
        } catch (ChainException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        } catch (IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    private void tell(long rows) {
        if (rows % 10_000 == 0 && rows > 0) {
            System.err.printf("%,d rows compared%n", rows);
        }
    }

    private static String json(Found found) {
        Report report = found.report();
        var json = new ObjectMapper().createObjectNode();
        json.put("ok", found.isRight())
                .put("block", report.block().value())
                .put("blockHash", report.blockHash().hex())
                .put("rows", report.rows());
        var list = json.putArray("differences");
        for (Difference difference : report.differences()) {
            list.addObject()
                    .put("table", difference.table())
                    .put("key", difference.key())
                    .put("column", difference.column())
                    .put("held", difference.held())
                    .put("contract", difference.contract());
        }
        var missing = json.putArray("missing");
        for (StateReplay.Difference row : found.missing()) {
            missing.addObject().put("table", row.table()).put("key", row.key());
        }
        return json.toString();
    }

    private static void print(Found found) {
        Report report = found.report();
        found.missing().stream().limit(SHOWN).forEach(System.out::println);
        report.differences().stream().limit(SHOWN).forEach(System.out::println);
        if (report.differences().size() > SHOWN) {
            System.out.printf(
                    "… and %,d more; --json tells all%n", report.differences().size() - SHOWN);
        }
        System.out.printf(
                "block %s (%s), %,d rows compared with the contracts: %s%n",
                report.block(),
                report.blockHash().hex(),
                report.rows(),
                found.isRight()
                        ? "nothing differs"
                        : "%,d values differ, %,d rows are missing"
                                .formatted(
                                        report.differences().size(),
                                        found.missing().size()));
    }
}
