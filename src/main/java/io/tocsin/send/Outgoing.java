package io.tocsin.send;

import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as a carrier gets it.
 *
 * @param tag opaque to the carrier, handed back with the answer
 * @param phone whom to reach
 * @param text the finished text of an SMS, signature included; for a call the name of the dialog
 * @param attempt its identity, by which a call is found again after a crash; null where no carrier
 *            needs one
 * @param grade how urgent it is
 */
public record Outgoing(Object tag, Phone phone, String text, @Nullable AttemptId attempt, Grade grade) {
    /** One of no special urgency. */
    public Outgoing(Object tag, Phone phone, String text, @Nullable AttemptId attempt) {
        this(tag, phone, text, attempt, Grade.LOW);
    }

    /** An SMS, which needs no identity on the wire. */
    public Outgoing(Object tag, Phone phone, String text) {
        this(tag, phone, text, null);
    }
}
