package io.tocsin.send;

import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.util.List;

/**
 * Where a carrier tells what happened. Called on its event loop: implementations hand over and
 * return; they never block.
 */
public interface CarrierEvents {
    /** Answers to attempts, as many as one read of a connection brought. */
    void answered(Carrier carrier, List<Answer> answers);

    /**
     * Attempts that were answered {@code Unknown} because nothing was heard in time were answered by
     * the peer after all. A second word about them, only from carriers that hear one.
     *
     * @param answers what is known of them now; still {@code Unknown} while a segment is
     */
    default void late(Carrier carrier, List<Answer> answers) {}

    /**
     * Attempts that were answered while they {@linkplain Answer#goesOn went on} occupy nothing any
     * more. Only from carriers that answer so.
     *
     * @param tags of their {@link Outgoing}
     */
    default void over(Carrier carrier, List<Object> tags) {}

    /**
     * Attempts that the carrier was not given here, another node's or an earlier one's, were found to
     * be over: whatever they occupied for all nodes is free.
     */
    default void gone(Carrier carrier, List<AttemptId> attempts) {}

    /**
     * Receipts, as many as one read of a connection brought. The carrier confirms them to its peer only
     * when it is told that they are durable; what is refused (a full store) or never settled (a crash)
     * the peer sends again.
     */
    void receipts(Carrier carrier, List<Receipt> receipts, Confirmation confirmation);

    /**
     * Persons' messages, as many as one read of a connection brought. As with receipts the carrier
     * confirms them only when they are durable; who does not listen to them refuses them.
     */
    default void replies(Carrier carrier, List<Reply> replies, Confirmation confirmation) {
        confirmation.refused();
    }

    /**
     * All segments of one attempt were handed to the network, on its event loop, before its answer.
     * Limits count by this time, so that no delay between dispatch and the wire can make a second too
     * full. Only carriers with {@link Carrier#reportsWrites()} call it.
     *
     * @param tag the tag of the {@link Outgoing}
     * @param nanos the carrier's ticker at the flush
     */
    default void written(Carrier carrier, Object tag, long nanos) {}

    /**
     * Its peer says that it nears its limits, in an answer that is otherwise as usual: fewer should
     * follow, before it answers flow control. Only from carriers that hear of it.
     *
     * @param percent 90 to 100, congested
     */
    default void congested(Carrier carrier, int percent) {}

    /**
     * Its health or capacity changed: a session came or went, window slots became free after it was
     * full.
     */
    void changed(Carrier carrier);
}
