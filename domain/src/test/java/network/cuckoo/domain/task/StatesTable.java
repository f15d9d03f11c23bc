package network.cuckoo.domain.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.task.LifeDecision.Kept;
import network.cuckoo.domain.task.LifeDecision.Moved;
import network.cuckoo.domain.task.LifeEvent.Cause;
import network.cuckoo.domain.task.LifeEvent.Speaker;

/** The table of {@code docs/states.md}, made of what {@link TaskLife} decides: one row for each state and each event that moves it. */
final class StatesTable {
    private static final LifeRules RULES = new LifeRules(10, 2);
    private static final NodeAddress MINER = new NodeAddress(Address.of(new byte[20]));
    private static final Hash32 OUTPUT = Keccak256.hash("output");

    private StatesTable() {}

    static String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| State | Event | Next | Lease ends | Deadline | Price | Blame | Left out | Loss |");
        lines.add("|---|---|---|---|---|---|---|---|---|");
        states().forEach((name, life) -> events(life)
                .forEach((event, happening) -> row(name, life, event, happening).ifPresent(lines::add)));
        lines.addAll(lastChances());
        return String.join("\n", lines) + "\n";
    }

    /** A task in each state that is told apart. */
    private static Map<String, TaskLife> states() {
        Map<String, TaskLife> states = new LinkedHashMap<>();
        TaskLife queued = TaskLife.NEW;
        TaskLife waiting = after(queued, new LifeEvent.KeptWaiting(MINER));
        TaskLife offered = after(queued, new LifeEvent.Drawn(MINER));
        TaskLife started = after(offered, new LifeEvent.Started(speaker(offered)));
        states.put("QUEUED", queued);
        states.put("LEASED, lease WAITING", waiting);
        states.put("LEASED, lease OFFERED", offered);
        states.put("LEASED, lease STARTED", started);
        states.put("SUCCEEDED", after(started, new LifeEvent.Delivered(speaker(started), OUTPUT)));
        states.put("FAILED", after(queued, new LifeEvent.TaskTimePassed()));
        states.put("CANCELLED", after(queued, new LifeEvent.CancelWished()));
        return states;
    }

    /** What ends otherwise once a bound is reached. */
    private static List<String> lastChances() {
        TaskLife lost = after(after(TaskLife.NEW, new LifeEvent.Drawn(MINER)), new LifeEvent.LeaseTimePassed());
        TaskLife anew = after(lost, new LifeEvent.NobodyLeft());
        TaskLife lostAgain = after(after(anew, new LifeEvent.Drawn(MINER)), new LifeEvent.LeaseTimePassed());
        TaskLife offered = after(anew, new LifeEvent.Drawn(MINER));
        var last = new LifeRules(2, 1);
        return List.of(
                row(
                        "QUEUED, all that are there lost it",
                        "nobody is left to draw",
                        lost,
                        new LifeEvent.NobodyLeft(),
                        RULES),
                row(
                        "QUEUED, all lost it twice",
                        "nobody is left to draw",
                        lostAgain,
                        new LifeEvent.NobodyLeft(),
                        RULES),
                row("LEASED, one loss left", "the lease is lost", offered, new LifeEvent.LeaseTimePassed(), last),
                row(
                        "LEASED, one rejection left",
                        "the miner rejects the input",
                        offered,
                        new LifeEvent.GivenBack(speaker(offered), Cause.UNFIT_INPUT),
                        last));
    }

    private static String row(String name, String event, TaskLife life, LifeEvent happening, LifeRules rules) {
        var moved = (Moved) life.decide(happening, rules);
        String failure = moved.failure().map(code -> " (" + code.code() + ")").orElse("");
        String again = moved.next().exclusionsCleared() && !life.exclusionsCleared() ? ", all may be drawn again" : "";
        String blame = moved.ended().map(LeaseEnd::blame).map(Blame::name).orElse("");
        return "| "
                + String.join(
                        " | ",
                        name,
                        event,
                        moved.next().state() + failure + again,
                        moved.ended().map(LeaseEnd::name).orElse(""),
                        "",
                        moved.money().name(),
                        blame,
                        "",
                        "")
                + " |";
    }

    private static Map<String, LifeEvent> events(TaskLife life) {
        Speaker speaker = speaker(life);
        Map<String, LifeEvent> events = new LinkedHashMap<>();
        events.put("drawn, the winner has a place", new LifeEvent.Drawn(MINER));
        events.put("drawn, the winner is busy", new LifeEvent.KeptWaiting(MINER));
        events.put("a place gets free", new LifeEvent.PlaceFreed());
        events.put("the miner starts", new LifeEvent.Started(speaker));
        events.put("a result", new LifeEvent.Delivered(speaker, OUTPUT));
        events.put("the miner gives it back", new LifeEvent.GivenBack(speaker, Cause.OWN));
        events.put("the miner rejects the input", new LifeEvent.GivenBack(speaker, Cause.UNFIT_INPUT));
        events.put("the offer contradicts itself", new LifeEvent.GivenBack(speaker, Cause.BROKEN_OFFER));
        events.put("the lease's deadline passes", new LifeEvent.LeaseTimePassed());
        events.put("the miner's session ends", new LifeEvent.SessionEnded());
        events.put("the coordinator was away", new LifeEvent.CoordinatorWasAway());
        events.put("nobody is left to draw", new LifeEvent.NobodyLeft());
        events.put("the app cancels", new LifeEvent.CancelWished());
        events.put("the task's deadline passes", new LifeEvent.TaskTimePassed());
        events.put("the model is withdrawn", new LifeEvent.ModelWithdrawn());
        return events;
    }

    private static Speaker speaker(TaskLife life) {
        return new Speaker(Math.max(1, life.draws()), MINER, new Fence(1));
    }

    private static TaskLife after(TaskLife life, LifeEvent event) {
        return ((Moved) life.decide(event, RULES)).next();
    }

    private static Optional<String> row(String name, TaskLife life, String event, LifeEvent happening) {
        return switch (life.decide(happening, RULES)) {
            case Moved moved -> Optional.of(row(name, event, moved));
            case Kept(var reason)
            when reason == LifeDecision.Reason.DUPLICATE ->
                Optional.of("| " + name + " | " + event + ", the same again | the same answer | | | | | | |");
            case Kept ignored -> Optional.empty();
        };
    }

    private static String row(String name, String event, Moved moved) {
        TaskLife next = moved.next();
        boolean leftOut = next.excluded().equals(Set.of(MINER));
        String blame = moved.ended().map(LeaseEnd::blame).map(Blame::name).orElse("");
        return "| "
                + String.join(
                        " | ",
                        name,
                        event,
                        next.state()
                                + moved.failure()
                                        .map(code -> " (" + code.code() + ")")
                                        .orElse("")
                                + next.lease()
                                        .map(lease -> ", lease " + lease.state())
                                        .orElse(""),
                        moved.ended().map(LeaseEnd::name).orElse(""),
                        next.lease()
                                .map(lease -> lease.state().deadline().name())
                                .orElse(""),
                        moved.money().name(),
                        blame,
                        leftOut ? "yes" : "",
                        next.troubles().losses() > 0 ? "1" : "")
                + " |";
    }
}
