package network.cuckoo.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes bytes between clients and a node, calls as well as WebSockets. What opens by {@code GET} is taken for a WebSocket: a
 * test can cut, silence or refuse those and leave the calls alone.
 */
public final class SocketRelay implements AutoCloseable {
    private static final String GET = "GET ";

    private final ServerSocket server;
    private final URI target;
    private final Set<Socket> all = ConcurrentHashMap.newKeySet();
    private final Set<Socket> webSockets = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile boolean silent;

    private SocketRelay(ServerSocket server, URI target) {
        this.server = server;
        this.target = target;
    }

    /** Starts on a free port of loopback and passes everything through. */
    public static SocketRelay to(URI target) {
        try {
            var relay = new SocketRelay(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().name("relay").start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** WebSockets that are open now. */
    public int webSockets() {
        return webSockets.size();
    }

    /** Whether WebSockets are refused from now on; those that are open stay. */
    public void refuseWebSockets(boolean refuse) {
        refusing = refuse;
    }

    /** Ends the WebSockets that are open. */
    public void cutWebSockets() {
        webSockets.forEach(SocketRelay::closeQuietly);
    }

    /** Whether, from now on, nothing that the node says over WebSockets arrives, though they stay open. */
    public void silenceWebSockets(boolean silence) {
        silent = silence;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                all.add(client);
                Thread.ofVirtual().name("relay-client").start(() -> serve(client));
            } catch (IOException e) {
                closeQuietly(server); // closed by its test
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket node = new Socket(target.getHost(), target.getPort())) {
            all.add(node);
            byte[] begin = client.getInputStream().readNBytes(GET.length());
            boolean webSocket = new String(begin, StandardCharsets.US_ASCII).equals(GET);
            if (webSocket && refusing) {
                return;
            }
            if (webSocket) {
                webSockets.add(client);
            }
            Thread back = Thread.ofVirtual().name("relay-back").start(() -> pump(node, client, webSocket));
            try (var input = new SequenceInputStream(new ByteArrayInputStream(begin), client.getInputStream())) {
                copy(input, node.getOutputStream(), false);
            }
            closeQuietly(node);
            back.join();
        } catch (IOException e) {
            // One side went away: so does the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            webSockets.remove(client);
        }
    }

    private void pump(Socket node, Socket client, boolean webSocket) {
        try {
            copy(node.getInputStream(), client.getOutputStream(), webSocket);
        } catch (IOException e) {
            // One side went away: so does the other.
        } finally {
            closeQuietly(client);
        }
    }

    private void copy(InputStream from, OutputStream to, boolean mayBeSilent) throws IOException {
        var buffer = new byte[1 << 13];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (!mayBeSilent || !silent) {
                to.write(buffer, 0, read);
                to.flush();
            }
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) { // AutoCloseable declares no narrower type
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closeQuietly(server);
        all.forEach(SocketRelay::closeQuietly);
    }
}
