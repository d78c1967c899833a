package io.tocsin.review.item;

import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import org.jspecify.annotations.Nullable;

/**
 * A number that shall be called back: what opens a case, or joins the open one.
 *
 * @param phone the number
 * @param grade how urgent; an open case is at most raised
 * @param fraudType kind of fraud, may be empty
 * @param name the person's name, may be empty
 * @param unit the unit's path, null for none; an open case keeps its own
 * @param kind why
 * @param text what showed it, at most 200 characters are kept; may be empty
 * @param note for the reviewer, at most 2,000 characters are kept; may be empty
 * @param by who asks for it, empty for the gateway itself
 */
public record Opening(Phone phone, Grade grade, String fraudType, String name, @Nullable String unit,
        Reason.Kind kind, String text, String note, String by) {
    /**
     * What became of it.
     *
     * @param id the case
     * @param opened whether it is new; false when it joined the open one
     */
    public record Opened(CaseId id, boolean opened) {}
}
