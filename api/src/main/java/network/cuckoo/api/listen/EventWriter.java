package network.cuckoo.api.listen;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events; each goes out at once. For one thread. */
public final class EventWriter {
    private final HttpServletResponse response;
    private final OutputStream out;

    /** Status and headers must be set. */
    public EventWriter(HttpServletResponse response) throws IOException {
        this.response = response;
        this.out = response.getOutputStream();
    }

    /** An event; its data is one line of UTF-8. */
    public void event(int id, String kind, byte[] data) throws IOException {
        out.write(("id: " + id + "\nevent: " + kind + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        out.write(data);
        out.write('\n');
        end();
    }

    /** A line that readers pass over; keeps the connection alive and shows whether it still is. */
    public void comment(String text) throws IOException {
        out.write((": " + text + "\n").getBytes(StandardCharsets.UTF_8));
        end();
    }

    private void end() throws IOException {
        out.write('\n');
        response.flushBuffer();
    }
}
