package io.tocsin.send.voice.prompt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what is wrong with prompts: the same thing once an hour, however many calls meet
 * it.
 */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int MOST = 64;

    private final InstantSource clock;
    private final Map<String, Instant> said = new LinkedHashMap<>();

    Complaints(InstantSource clock) {
        this.clock = clock;
    }

    /** Says it unless it was said within the hour; whether it was said now. */
    synchronized boolean say(String what) {
        Instant now = clock.instant();
        said.values().removeIf(time -> time.plus(AGAIN).isBefore(now));
        if (said.containsKey(what) || said.size() >= MOST) {
            return false;
        }
        said.put(what, now);
        LOG.warn("{}", what);
        return true;
    }
}
