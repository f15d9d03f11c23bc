package network.cuckoo.api.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.domain.hash.Sha256;
import org.jspecify.annotations.Nullable;

/** The page and {@code openapi.yaml}, read into memory once. The policy lets the page load and call nothing but this server. */
public final class PageFiles implements Endpoint {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<PageFile> FILES = List.of(
            PageFile.read("/", "index.html", "text/html;charset=utf-8"),
            PageFile.read("/page/style.css", "style.css", "text/css;charset=utf-8"),
            PageFile.read("/page/main.js", "main.js", "text/javascript;charset=utf-8"),
            PageFile.read("/page/client.js", "client.js", "text/javascript;charset=utf-8"),
            PageFile.read("/page/format.js", "format.js", "text/javascript;charset=utf-8"),
            PageFile.read("/page/network.js", "network.js", "text/javascript;charset=utf-8"),
            PageFile.read("/page/task.js", "task.js", "text/javascript;charset=utf-8"),
            PageFile.read("/page/icon.svg", "icon.svg", "image/svg+xml"),
            PageFile.read("/openapi.yaml", "openapi.yaml", "application/yaml;charset=utf-8"));

    @SuppressWarnings("ArrayRecordComponent") // Files are never compared.
    private record PageFile(String path, String contentType, byte[] bytes, String etag) {
        static PageFile read(String path, String resource, String contentType) {
            try (@Nullable InputStream in = PageFiles.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException("resource " + resource + " is missing beside " + PageFiles.class);
                }
                byte[] bytes = in.readAllBytes();
                return new PageFile(
                        path, contentType, bytes, '"' + Sha256.hash(bytes).hex() + '"');
            } catch (IOException e) {
                throw new UncheckedIOException("resource " + resource + " can't be read", e);
            }
        }

        void answer(Context ctx) {
            ctx.header("Content-Security-Policy", POLICY);
            ctx.header("Cache-Control", "no-cache").header("ETag", etag);
            if (etag.equals(ctx.header("If-None-Match"))) {
                ctx.status(304);
            } else {
                ctx.contentType(contentType).result(bytes);
            }
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        FILES.forEach(file -> routes.get(file.path(), file::answer));
    }
}
