package io.tocsin.store.redis.place;

import java.time.Duration;

/**
 * Bounds of the talk with Redis.
 *
 * @param connections at most so many at once
 * @param connect how long to wait for a connection to be made
 * @param answer how long to wait for each answer
 * @param turn how long to wait for a free connection
 */
public record Limits(int connections, Duration connect, Duration answer, Duration turn) {
    /** Refuses what is not positive. */
    public Limits {
        if (connections < 1 || !connect.isPositive() || !answer.isPositive() || !turn.isPositive()) {
            throw new IllegalArgumentException("limits must be positive, got " + connections + " connections, "
                    + connect + ", " + answer + ", " + turn);
        }
    }

    /** 24 connections, 2 s to connect, 10 s for an answer (a slow disk), 10 s for a turn. */
    public static Limits defaults() {
        return new Limits(24, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }
}
