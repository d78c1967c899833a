package io.tocsin.warning;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier says later about one message.
 *
 * @param messageId the id in the carrier's normal form
 * @param phone digits of the number as the carrier wrote them, possibly without country code, empty
 *            when it says none
 * @param cause the state and its class; {@code REACHED} means delivered
 * @param submittedAt the carrier's submit time as it came, null when it says none
 */
public record Receipt(String messageId, String phone, Cause cause, @Nullable String submittedAt) {
    /**
     * States that say that the message is still on its way (SMPP 3.4, 5.2.28; CMPP takes them over).
     */
    private static final Set<String> INTERMEDIATE = Set.of("ENROUTE", "ACCEPTD");

    /** Whether it says what came of the message, not that it is still on its way. */
    public boolean isEnd() {
        return cause.type() != CauseClass.NONE && !INTERMEDIATE.contains(cause.raw());
    }
}
