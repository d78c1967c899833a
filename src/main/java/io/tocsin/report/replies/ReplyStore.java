package io.tocsin.report.replies;

import io.tocsin.warning.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where replies become durable. Calls block. */
public interface ReplyStore {
    /**
     * Takes replies, each with all that follows from it in one write.
     *
     * @param replies at most some hundred, of any numbers One for which no warning is known yet, or
     *            that fails, is kept and looked at again: it holds up no other.
     *
     * @return one answer per reply, in order, and one more for each long reply that is whole now
     */
    Taken take(List<Heard> replies);

    /**
     * Takes what waits and is due: long replies whose other parts did not come in time, as they are;
     * replies whose warning was not known; replies that failed.
     *
     * @param most at most so many of a partition
     */
    List<Answer> overdue(int most);

    /**
     * A reply and how it came.
     *
     * @param carrier name of the carrier
     */
    record Heard(String carrier, Reply reply) {}

    /**
     * What became of replies.
     *
     * @param answers one per reply, null where there is no room for it yet
     * @param whole those of long replies that are whole now
     */
    record Taken(List<@Nullable Answer> answers, List<Answer> whole) {}

    /**
     * What became of one.
     *
     * @param carrier name of the carrier
     * @param fate what
     * @param marks what else is to be counted
     */
    record Answer(String carrier, ReplyFate fate, Marks marks) {}

    /**
     * What else is to be counted of a reply.
     *
     * @param optedOut whether it put its number on the stop list
     * @param incomplete whether parts of it are missing
     */
    record Marks(boolean optedOut, boolean incomplete) {
        /** Nothing. */
        public static final Marks NONE = new Marks(false, false);
    }
}
