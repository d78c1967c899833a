package io.tocsin.store.refs;

import io.tocsin.store.redis.Call;

/**
 * A part of a day's log that is to be read while nothing is held.
 *
 * @param log whose
 * @param day since 1970
 * @param from where it begins, bytes
 */
record RefReading(RefLog log, long day, long from) {
    /** The call that reads so much of it. */
    Call of(int length) {
        return log.reading(day, from, length);
    }

    /**
     * Hands on what was read.
     *
     * @param length what was asked for
     * @return whether that was the end of the log, and nothing is missing before it
     */
    boolean learn(byte[] read, int length) {
        return log.learn(day, from, read) && read.length < length;
    }
}
