package network.cuckoo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failures in words for people, without names of classes; of files the JDK itself often says no more than the name. */
public final class WhyNot {
    private WhyNot() {}

    /** Why a file could not be read or written, without its name. */
    public static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing(missing.getFile());
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException exists -> "there is already something of that name";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> messageOf(failure);
        };
    }

    /** What a command or a part of it broke off for. */
    public static String of(Exception failure) {
        return switch (failure) {
            case UncheckedIOException wrapper -> unwrapped(wrapper);
            case IOException file -> of(file);
            default -> messageOf(failure);
        };
    }

    private static String unwrapped(UncheckedIOException wrapper) {
        IOException cause = wrapper.getCause();
        String message = String.valueOf(wrapper.getMessage());
        if (cause == null) {
            return message;
        }
        if (!message.equals(cause.toString())) {
            return message + ": " + of(cause);
        }
        Optional<String> file =
                cause instanceof FileSystemException known ? Optional.ofNullable(known.getFile()) : Optional.empty();
        return file.map(name -> name + ": ").orElse("") + of(cause);
    }

    private static String missing(@Nullable String file) {
        if (file == null) {
            return "no such file";
        }
        Path folder = Path.of(file).toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder) ? "no such file" : "no such folder";
    }

    private static String messageOf(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
