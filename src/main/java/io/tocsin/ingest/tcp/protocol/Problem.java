package io.tocsin.ingest.tcp.protocol;

import java.util.List;

/**
 * What is wrong, as an ERROR tells it (after RFC 9457).
 *
 * @param kind what kind of error it is
 * @param detail what was got and what was expected, this time
 * @param faults single fields at fault, may be empty
 */
public record Problem(ProblemKind kind, String detail, List<Fault> faults) {
    /**
     * One field at fault.
     *
     * @param field its name
     * @param code a stable word for what is wrong
     * @param message what was got and what was expected
     */
    public record Fault(String field, String code, String message) {}

    /** Copies the list. */
    public Problem {
        faults = List.copyOf(faults);
    }

    /** A problem without single faults. */
    public Problem(ProblemKind kind, String detail) {
        this(kind, detail, List.of());
    }

    /** A field with a value that cannot be. */
    public static Problem field(String field, String code, String message) {
        return new Problem(ProblemKind.BAD_PARAMETER, field + ": " + message,
                List.of(new Fault(field, code, message)));
    }
}
