package io.tocsin.review.sample;

import io.tocsin.review.item.CaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * A closing of a case: one that is opened again and closed again is another.
 *
 * @param item which case
 * @param closed when it was closed, to the millisecond
 */
public record SampleId(CaseId item, Instant closed) {
    /** Its text form, the case's with the milliseconds behind it. */
    @Override
    public String toString() {
        return item + "." + closed.toEpochMilli();
    }

    /** Reads the text form; empty when it is none. */
    public static Optional<SampleId> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !text.substring(dot + 1).matches("[1-9][0-9]{0,13}")) {
            return Optional.empty();
        }
        Instant closed = Instant.ofEpochMilli(Long.parseLong(text.substring(dot + 1)));
        return CaseId.parse(text.substring(0, dot)).map(item -> new SampleId(item, closed));
    }
}
