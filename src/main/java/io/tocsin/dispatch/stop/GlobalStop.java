package io.tocsin.dispatch.stop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That all sending is stopped: who did that, when and why, and who has asked to let it go on.
 *
 * @param by the user or client that stopped it first
 * @param kind {@code user} or {@code key}
 * @param since when, by the store's clock
 * @param reason why, in that somebody's words
 * @param release what was asked, null when nobody asked or the request has expired
 */
public record GlobalStop(String by, String kind, Instant since, String reason, @Nullable Release release) {
    /**
     * A request of one person to let sending go on, which another person has to confirm.
     *
     * @param id names this request, and no other of the same person
     * @param by the user
     * @param at when
     * @param until when it expires unconfirmed
     * @param reason why
     */
    public record Release(String id, String by, Instant at, Instant until, String reason) {}

    /** The id of the request to release it; empty when nobody has asked. */
    public String asked() {
        return release == null ? "" : release.id();
    }
}
