package network.cuckoo.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** What this thread, and those that it starts, write to the standard streams until the end; other threads write as usual. */
final class OwnStreams implements AutoCloseable {
    private static final InheritableThreadLocal<OwnStreams> OF_THREAD = new InheritableThreadLocal<>();

    static {
        System.setOut(split(System.out, streams -> streams.out));
        System.setErr(split(System.err, streams -> streams.err));
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private OwnStreams() {}

    static OwnStreams begin() {
        var streams = new OwnStreams();
        OF_THREAD.set(streams);
        return streams;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        OF_THREAD.remove();
    }

    private static PrintStream split(PrintStream usual, Function<OwnStreams, ByteArrayOutputStream> own) {
        var target = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                OwnStreams streams = OF_THREAD.get();
                if (streams == null) {
                    usual.write(bytes, from, length);
                    usual.flush();
                } else {
                    own.apply(streams).write(bytes, from, length);
                }
            }
        };
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
