package io.tocsin.review;

import io.tocsin.review.dictionary.Message;
import io.tocsin.review.item.CaseRow;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends approved messages to the people of cases, each as an urgent warning of its own. Blocks; use
 * virtual threads.
 */
public interface Messenger {
    /**
     * The texts of a message as they stand now, with their variables in braces; what calls say is none.
     */
    List<String> texts(Message message);

    /**
     * Sends a message, once for an occasion, however often it is called, on whichever node.
     *
     * @param to a case with its number
     * @param message one of the desk's messages
     * @param occasion what makes a second message another one
     * @throws io.tocsin.warning.StoreUnavailableException when the store does not answer; the same call
     *             again goes on
     * @throws InterruptedException when the gateway stops; the same
     */
    Sent send(CaseRow to, Message message, String occasion) throws InterruptedException;

    /** What became of it. */
    sealed interface Sent {
        /**
         * It is durable and on its way.
         *
         * @param warning the warning; null when it is kept no more
         * @param again whether it was already, so that nothing was sent now
         */
        record Away(@Nullable WarningId warning, boolean again) implements Sent {}

        /**
         * Not now.
         *
         * @param after when it is worth trying again
         */
        record Later(Duration after) implements Sent {}

        /**
         * The number can get no such message.
         *
         * @param why for people
         */
        record Refused(String why) implements Sent {}
    }
}
