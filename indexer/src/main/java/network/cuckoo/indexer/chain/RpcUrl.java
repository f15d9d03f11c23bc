package network.cuckoo.indexer.chain;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a node answers. Providers put keys into addresses, so as text it is host and port only.
 *
 * @param calls http or https, for calls
 * @param heads ws or wss, where the node may tell of new blocks: the same address by the other protocol
 */
public record RpcUrl(URI calls, URI heads) {
    private static final Map<String, String> CALLS_BY_SCHEME =
            Map.of("http", "http", "https", "https", "ws", "http", "wss", "https");
    private static final Map<String, String> HEADS_BY_SCHEME =
            Map.of("http", "ws", "https", "wss", "ws", "ws", "wss", "wss");
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_KEY = 6;

    /** @throws IllegalArgumentException if it is no address over HTTP or WebSocket; names no more of it than protocol and host */
    public static RpcUrl of(URI given) {
        String scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
        if (!CALLS_BY_SCHEME.containsKey(scheme) || given.getHost() == null || given.getPort() > HIGHEST_PORT) {
            String shown = given.getScheme() == null ? "one without a protocol" : scheme + "://" + given.getHost();
            throw new IllegalArgumentException(
                    "the chain's RPC must be an http(s) or ws(s) address such as http://127.0.0.1:8545, not " + shown);
        }
        return new RpcUrl(
                by(String.valueOf(CALLS_BY_SCHEME.get(scheme)), given),
                by(String.valueOf(HEADS_BY_SCHEME.get(scheme)), given));
    }

    private static URI by(String scheme, URI given) {
        String rest =
                given.toString().substring(String.valueOf(given.getScheme()).length());
        return URI.create(scheme + rest);
    }

    /** The text without what may be a key in this address. */
    String withoutKeys(String text) {
        String clean = text;
        for (String key : keys().toList()) {
            clean = clean.replace(key, "…");
        }
        return clean;
    }

    private Stream<String> keys() {
        return Stream.of(calls.getRawUserInfo(), calls.getRawQuery(), calls.getRawPath())
                .filter(part -> part != null)
                .flatMap(part -> Stream.of(part.split("[/&=:]")))
                .filter(part -> part.length() >= SHORTEST_KEY);
    }

    /** Host and port. */
    @Override
    public String toString() {
        return calls.getHost() + ":" + port(calls.getPort(), calls.getScheme());
    }

    private static int port(int given, @Nullable String scheme) {
        if (given >= 0) {
            return given;
        }
        return "https".equals(scheme) ? 443 : 80;
    }
}
