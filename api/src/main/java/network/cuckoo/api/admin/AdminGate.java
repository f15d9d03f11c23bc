package network.cuckoo.api.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.hash.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything on the admin listener: the login of user {@code admin} by HTTP Basic, and no page of another site may
 * change anything with a login that the browser remembers.
 */
public final class AdminGate implements Endpoint {
    private static final String USER = "admin";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final byte[] expected;

    public AdminGate(Secret password) {
        this.expected = digest(USER + ":" + password.reveal());
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.before(this::check);
    }

    private void check(Context ctx) {
        if (!READING.contains(ctx.method().name())) {
            refuseForeignOrigin(ctx);
        }
        if (!MessageDigest.isEqual(expected, given(ctx.header("Authorization")))) {
            ctx.header("WWW-Authenticate", "Basic realm=\"cuckoo admin\", charset=\"UTF-8\"");
            throw ProblemCode.UNAUTHORIZED.because("Log in as user 'admin' with the admin password.");
        }
        ctx.header("Cache-Control", "no-store");
    }

    private static void refuseForeignOrigin(Context ctx) {
        @Nullable String origin = ctx.header("Origin");
        @Nullable String site = ctx.header("Sec-Fetch-Site");
        boolean foreign = (site != null && !OWN_SITES.contains(site)) || (origin != null && !isOwn(origin, ctx.host()));
        if (foreign) {
            throw ProblemCode.FOREIGN_ORIGIN.because(
                    "The request came from " + origin + ", not from this server's own pages.");
        }
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }

    /** Digests, so that the comparison takes the same time whatever was sent. */
    private static byte[] given(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return new byte[0];
        }
        try {
            byte[] credentials = Base64.getDecoder()
                    .decode(header.substring("basic ".length()).strip());
            return digest(new String(credentials, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] digest(String credentials) {
        return Sha256.hash(credentials.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
