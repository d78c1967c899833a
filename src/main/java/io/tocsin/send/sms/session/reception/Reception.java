package io.tocsin.send.sms.session.reception;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What only receives, beside an account's sessions: receipts and persons' messages.
 */
public interface Reception {
    /** Begins to receive. To be called once. */
    void start();

    /** Why it receives nothing; empty when it does. */
    String detail();

    /**
     * Receives no more.
     *
     * @param limit for an orderly end
     * @return completes when nothing is left
     */
    CompletableFuture<@Nullable Void> close(Duration limit);
}
