package io.tocsin.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What a person is told about a failure that ended a command: a sentence, not a stack trace. */
final class Failures {
    private Failures() {}

    static String describe(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be read";
            case UncheckedIOException e -> told(e);
            case IOException e when isTold(e) -> told(e);
            case IllegalStateException e when isTold(e) -> told(e);
            case IllegalArgumentException e when isTold(e) -> told(e);
            default -> {
                String message = failure.getMessage();
                String kind = failure.getClass().getSimpleName();
                yield message == null || message.isBlank() ? kind : kind + ": " + message;
            }
        };
    }

    /** Our own messages are sentences; those of files are only their names. */
    private static boolean isTold(Exception failure) {
        String message = failure.getMessage();
        return !(failure instanceof FileSystemException) && message != null && message.contains(" ");
    }

    private static String told(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure.getCause()) {
            case NoSuchFileException _ -> message + ", which does not exist or cannot be made";
            case AccessDeniedException _ -> message + ", permission denied";
            case FileSystemException e when e.getReason() != null -> message + ", " + e.getReason();
            case null, default -> message;
        };
    }
}
