package network.cuckoo.cli.chain.errand;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.Landed;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;

/**
 * Something that an account wants done on chain: what to tell before, and the calls, of which the last is the goal and the ones
 * before it make it possible. Built up by its maker, then handed over.
 */
public final class Errand {
    private final String action;
    private final List<String> notes = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> cured = new HashSet<>();
    private final ObjectNode facts = JsonNodeFactory.instance.objectNode();
    private Function<Landed, String> aftermath = landed -> "";

    Errand(String action) {
        this.action = action;
    }

    /** One more sentence for people. */
    Errand note(String sentence) {
        notes.add(sentence);
        return this;
    }

    Errand fact(String name, Address value) {
        facts.put(name, value.hex());
        return this;
    }

    Errand fact(String name, Wei value) {
        facts.put(name, value.toString());
        return this;
    }

    Errand fact(String name, String value) {
        facts.put(name, value);
        return this;
    }

    Errand fact(String name, long value) {
        facts.put(name, value);
        return this;
    }

    Errand fact(String name, boolean value) {
        facts.put(name, value);
        return this;
    }

    Errand call(Call call) {
        calls.add(call);
        return this;
    }

    /** Gives the goal, its last call, an intent in words. */
    public void meaning(String words) {
        calls.add(calls.removeLast().meaning(words));
    }

    /** A call in front of the goal. @param cures name of the error that the goal would meet without it */
    Errand first(Call call, String cures) {
        cured.add(cures);
        return call(call);
    }

    /** What to tell of the goal once it is in a block; may add facts. */
    Errand after(Function<Landed, String> told) {
        aftermath = told;
        return this;
    }

    /** The command's name, e.g. {@code stake}. */
    public String action() {
        return action;
    }

    /** What will happen, in sentences. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The same for programs: amounts in wei as texts, times in Unix seconds. */
    public ObjectNode facts() {
        return facts;
    }

    /** In their order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Names of the errors that the calls before the goal spare it. */
    public Set<String> cured() {
        return Set.copyOf(cured);
    }

    /** The call for the sake of which the others are there. */
    public Call goal() {
        return calls.getLast();
    }

    /** What came of it, in words; empty if there is nothing to say. */
    public String tell(Landed goal) {
        return aftermath.apply(goal);
    }
}
