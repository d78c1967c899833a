package io.tocsin.send.sms.session;

import io.tocsin.send.Answer;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.util.List;

/**
 * Whom a session tells. Called on its event loop, at most once per kind for one read;
 * implementations hand over and return.
 */
public interface SessionListener {
    /**
     * All segments of an attempt were handed to the network; told before its answer.
     *
     * @param tag the attempt's
     * @param nanos the session's ticker after the flush
     */
    default void written(Object tag, long nanos) {}

    /** Attempts came to an end. */
    void answered(List<Answer> answers);

    /**
     * Attempts whose end was told as unknown were answered after all.
     *
     * @param answers what is known of them now; still unknown while another segment is
     */
    default void late(List<Answer> answers) {}

    /**
     * Receipts came. They are confirmed to the carrier when they are said to be durable; until that, or
     * until they are refused, they count among those that may wait for it.
     */
    void receipts(List<Receipt> receipts, Confirmation confirmation);

    /**
     * Persons' messages came. As with receipts.
     */
    void replies(List<Reply> replies, Confirmation confirmation);

    /** The session came, went, or has room after it had none. */
    void changed();

    /** A submit was answered that is forgotten, or that nobody made. */
    void stray();

    /**
     * The carrier says that it nears its limits.
     *
     * @param percent 90 to 100
     */
    default void congested(int percent) {}

    /** A message was skipped. */
    void unreadable(String problem);
}
