package io.tocsin.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What a person is told about a failure that ended a command: a sentence, not a stack trace. */
final class Failures {
    private Failures() {}

    static String describe(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be read";
            default -> {
                String message = failure.getMessage();
                String kind = failure.getClass().getSimpleName();
                yield message == null || message.isBlank() ? kind : kind + ": " + message;
            }
        };
    }
}
