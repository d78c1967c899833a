package io.tocsin.dispatch.run;

import io.tocsin.warning.Channel;
import java.time.Duration;

/**
 * How long a node that stops waits for what. Texts are answered within seconds, and half of the
 * time is theirs; people on the phone are given nearly all of it to hear their dialog out.
 *
 * @param begin the ticker when the stop began
 * @param limit the time for all of it
 */
record Drain(long begin, Duration limit) {
    /** What is kept for making results durable when calls take the rest: a tenth. */
    private static final int KEPT = 10;

    /** The ticker when all of it is over. */
    long end() {
        return begin + limit.toNanos();
    }

    /** What is left then; a millisecond at least, so that what takes no time is done. */
    Duration left(long now) {
        return Duration.ofMillis(1).compareTo(Duration.ofNanos(end() - now)) > 0
                ? Duration.ofMillis(1)
                : Duration.ofNanos(end() - now);
    }

    /** The ticker until which answers are waited for, by a node that has handed everything back now. */
    long answersUntil(Channel channel, long now) {
        return channel == Channel.VOICE
                ? end() - limit.toNanos() / KEPT
                : now + left(now).toNanos() / 2;
    }
}
