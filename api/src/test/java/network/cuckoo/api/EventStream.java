package network.cuckoo.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of server-sent events. */
final class EventStream implements AutoCloseable {
    private final BufferedReader lines;
    private int comments;

    private EventStream(BufferedReader lines) {
        this.lines = lines;
    }

    record Event(int id, String kind, String data) {}

    static EventStream open(Api api, String path, String... headers) throws IOException, InterruptedException {
        var response = api.client().send(api.request(path, headers).GET().build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        return new EventStream(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    /** The next event, or null at the stream's end. */
    @Nullable
    Event next() throws IOException {
        int id = 0;
        String kind = "";
        for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = Integer.parseInt(line.substring(4));
            } else if (line.startsWith("event: ")) {
                kind = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Event(id, kind, line.substring(6));
            } else if (line.startsWith(":")) {
                comments++;
            }
        }
        return null;
    }

    /** All events up to the stream's end. */
    List<Event> rest() throws IOException {
        var events = new ArrayList<Event>();
        for (@Nullable Event event = next(); event != null; event = next()) {
            events.add(event);
        }
        return events;
    }

    /** Comments read so far. */
    int comments() {
        return comments;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
