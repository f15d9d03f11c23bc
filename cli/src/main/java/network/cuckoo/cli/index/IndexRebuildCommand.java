package network.cuckoo.cli.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.Callable;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.indexer.audit.StateReplay;
import network.cuckoo.indexer.audit.StateReplay.Difference;
import network.cuckoo.indexer.audit.StateReplay.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo index rebuild}: the stake state once more from all events. */
@Command(
        name = "rebuild",
        description = {
            "Recompute stakes, votes, pools, registrations, cases, escrow and claims from all indexed events, and compare.",
            "Nothing is changed unless --write is given; a coordinator may go on meanwhile."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cuckoo index rebuild                          the running demo's database",
            "  CUCKOO_DB_PASSWORD=… cuckoo index rebuild --db-url jdbc:postgresql://db.example/cuckoo --json",
            "",
            "Exit code 0: nothing differs, or nothing does any more; 1: something does, and each row is named."
        })
final class IndexRebuildCommand implements Callable<Integer> {
    private static final int SHOWN = 100;

    @Mixin
    private IndexOptions index = new IndexOptions();

    @Option(names = "--write", description = "put what the events say in the place of what differs")
    private boolean write;

    @Override
    public Integer call() {
        return index.with(database -> {
                    var replay = new StateReplay(database);
                    Report report = write ? replay.rewrite() : replay.compare();
                    // What differs in the events themselves no writing mends.
                    int left = write
                            ? replay.compare().differences().size()
                            : report.differences().size();
                    tell(report, left);
                    return left == 0 ? ExitCode.OK : ExitCode.FAILED;
                })
                .number();
    }

    private void tell(Report report, int left) {
        if (index.json()) {
            System.out.println(json(report, left));
        } else {
            print(report, left);
        }
    }

    private String json(Report report, int left) {
        var json = new ObjectMapper().createObjectNode();
        json.put("ok", report.differences().isEmpty())
                .put("events", report.events())
                .put("rows", report.rows())
                .put("written", write)
                .put("left", left);
        var list = json.putArray("differences");
        for (Difference difference : report.differences()) {
            var item = list.addObject().put("table", difference.table()).put("key", difference.key());
            difference.held().ifPresent(held -> item.put("held", held));
            difference.replayed().ifPresent(replayed -> item.put("replayed", replayed));
        }
        return json.toString();
    }

    private void print(Report report, int left) {
        List<Difference> differences = report.differences();
        differences.stream().limit(SHOWN).forEach(System.out::println);
        if (differences.size() > SHOWN) {
            System.out.printf("… and %,d more; --json tells all%n", differences.size() - SHOWN);
        }
        System.out.printf(
                "%,d events replayed, %,d rows of state compared: %s%n",
                report.events(),
                report.rows(),
                differences.isEmpty()
                        ? "nothing differs"
                        : "%,d rows differ%s".formatted(differences.size(), write ? outcome(left) : ""));
    }

    private static String outcome(int left) {
        return left == 0
                ? "; they are written anew"
                : "; %,d do still, since the events contradict each other: index the chain into a new database"
                        .formatted(left);
    }
}
