package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's news of new blocks over WebSocket ({@code eth_subscribe newHeads}), where it offers them. What a notification says is
 * not read: it only wakes the listener, who asks. Whatever fails is tried again, at longer and longer intervals.
 */
public final class HeadSubscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeadSubscription.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBSCRIBE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_DOUBLINGS = 6; // about a minute
    private static final int LONGEST_MESSAGE = 1 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(HANDSHAKE_TIMEOUT).build();
    private final RpcUrl node;
    private final Runnable listener;
    private final Duration patience;
    // All of these under this object's lock.
    private boolean wanted;
    private @Nullable Line line;
    private int failures;
    private boolean told;

    /** @param listener is called, on any thread, when there may be a new block or when news begin or end: be quick */
    public HeadSubscription(RpcUrl node, Runnable listener) {
        this(node, listener, PATIENCE);
    }

    /** @param patience how long a line may be silent, though it is pinged, until it is given up */
    HeadSubscription(RpcUrl node, Runnable listener, Duration patience) {
        this.node = node;
        this.listener = listener;
        this.patience = patience;
    }

    /** Tries to subscribe, and goes on trying until {@link #stop}. */
    public synchronized void start() {
        if (!wanted) {
            wanted = true;
            connect();
        }
    }

    /** Whether the node has agreed to tell of new blocks; it may be silent all the same. */
    public synchronized boolean isLive() {
        return line != null && line.agreed;
    }

    /** Hears no more, until it is started again. */
    public synchronized void stop() {
        wanted = false;
        if (line != null) {
            line.hangUp();
            line = null;
        }
    }

    private synchronized void connect() {
        if (!wanted || line != null) {
            return;
        }
        var next = new Line();
        line = next;
        var opening = http.newWebSocketBuilder()
                .connectTimeout(HANDSHAKE_TIMEOUT)
                .buildAsync(node.heads(), next)
                .exceptionally(failure -> {
                    ended(next, reason(failure));
                    return null;
                });
        LOG.trace("opening {}", opening);
    }

    private void agreed(Line which) {
        synchronized (this) {
            if (line != which) {
                return;
            }
            which.agreed = true;
            told = false;
            LOG.info("{} tells of new blocks by WebSocket", node);
        }
        which.watch();
        // A block may have come before the node listened.
        listener.run();
    }

    private void news(Line which) {
        synchronized (this) {
            if (line != which) {
                return;
            }
            failures = 0;
        }
        listener.run();
    }

    private synchronized boolean isCurrent(Line which) {
        return line == which;
    }

    private void ended(Line which, String why) {
        synchronized (this) {
            which.hangUp();
            if (line != which) {
                return;
            }
            line = null;
            if (!told) {
                LOG.info("{} does not tell of new blocks by WebSocket ({}); it is asked for them", node, why);
            }
            told = true;
            long wait = FIRST_RETRY.toMillis() << Math.min(failures++, MOST_DOUBLINGS);
            CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS).execute(this::connect);
        }
        listener.run();
    }

    private String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String text = cause instanceof WebSocketHandshakeException refusal
                ? "HTTP " + refusal.getResponse().statusCode()
                : cause.getClass().getSimpleName()
                        + Optional.ofNullable(cause.getMessage())
                                .map(said -> ": " + said)
                                .orElse("");
        return node.withoutKeys(text);
    }

    @Override
    public void close() {
        stop();
        http.shutdownNow();
    }

    /** One connection, from its opening to its end. */
    private final class Line implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();
        private boolean agreed;
        private volatile @Nullable WebSocket socket;
        private volatile boolean heard;

        // A connection that died without a word looks like a chain without news.
        private void watch() {
            WebSocket open = socket;
            if (open == null || !isCurrent(this)) {
                return;
            }
            heard = false;
            var sent = open.sendPing(ByteBuffer.allocate(0));
            LOG.trace("pinging {}", sent);
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::judge);
        }

        private void judge() {
            if (heard) {
                watch();
            } else if (isCurrent(this)) {
                ended(this, "silent for " + patience.toSeconds() + " s");
            }
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heard = true;
            from.request(1);
            return null;
        }

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            synchronized (HeadSubscription.this) {
                if (line != this) {
                    opened.abort();
                    return;
                }
            }
            var sent = opened.sendText(SUBSCRIBE, true);
            LOG.trace("subscribing {}", sent);
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            if (message.length() + part.length() > LONGEST_MESSAGE) {
                ended(this, "a message without end");
                return null;
            }
            heard = true;
            message.append(part);
            if (last) {
                read(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void read(String text) {
            try {
                JsonNode said = JSON.readTree(text);
                if (said.path("method").asText().equals("eth_subscription")) {
                    news(this);
                } else if (said.path("result").isTextual()) {
                    agreed(this);
                } else {
                    String why = said.path("error").path("message").asText("no subscription");
                    ended(this, node.withoutKeys(new RpcError(0, why).text()));
                }
            } catch (JsonProcessingException e) {
                ended(this, "no JSON");
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            ended(this, "closed with status " + status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended(this, reason(failure));
        }

        private void hangUp() {
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
        }
    }
}
