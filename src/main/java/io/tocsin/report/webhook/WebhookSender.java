package io.tocsin.report.webhook;

import io.tocsin.net.HttpPoster;
import io.tocsin.report.ResultStore;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes one client's events in order, a message at a time: reads from the client's stored cursor,
 * posts, and moves the cursor once the message was taken. So nothing is left out by a crash, and a
 * message may come twice; it then has the same id. Steps are small, so that a test can take them
 * with a clock of its own.
 */
final class WebhookSender {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final String PURPOSE = "webhook";
    private static final Duration STORE_AWAY = Duration.ofSeconds(2);
    private static final Duration NOT_OURS = Duration.ofSeconds(5);
    /** Waits are cut into pieces, so that this node keeps the lease meanwhile. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final int GONE = 410;

    private final WebhookTarget target;
    private final Webhooks.Parts around;
    private final AddressGuard guard;
    private final WebhookSettings settings;
    private @Nullable Message message;
    /** Where the message begins; empty for the beginning of the feed. */
    private Optional<String> from = Optional.empty();
    private Instant firstTry = Instant.EPOCH;
    private Instant nextTry = Instant.EPOCH;
    private int failures;
    private boolean taken;
    private boolean gone;

    WebhookSender(WebhookTarget target, Webhooks.Parts around, AddressGuard guard, WebhookSettings settings) {
        this.target = target;
        this.around = around;
        this.guard = guard;
        this.settings = settings;
    }

    /** Whose events it pushes. */
    String client() {
        return target.client();
    }

    /** Whether the client said that it wants no more; a restart asks it again. */
    boolean gone() {
        return gone;
    }

    /**
     * Does the next thing.
     *
     * @return how long to wait before the next step
     */
    Duration step() throws InterruptedException {
        try {
            if (!around.lease().hold("webhook:" + target.client(), lease())) {
                message = null;
                return NOT_OURS;
            }
            Message next = current();
            if (next == null) {
                around.listener().waiting(target.client(), 0, Duration.ZERO);
                return settings.poll();
            }
            Instant now = around.clock().instant();
            around.listener().waiting(target.client(), next.events(), Duration.between(next.oldest(), now));
            if (taken) {
                return moveOn(next);
            }
            return now.isBefore(nextTry) ? step(Duration.between(now, nextTry)) : deliver(next);
        } catch (StoreUnavailableException e) {
            return STORE_AWAY;
        }
    }

    private Duration lease() {
        return settings.timeout().plus(LONGEST_STEP).multipliedBy(2);
    }

    private static Duration step(Duration wait) {
        return wait.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : wait;
    }

    /** The message to be sent; read again when another node has moved the cursor meanwhile. */
    private @Nullable Message current() {
        Optional<String> cursor = around.store().cursor(target.client(), PURPOSE);
        if (message == null || !cursor.equals(from)) {
            from = cursor;
            message = read();
        }
        return message;
    }

    private @Nullable Message read() {
        ResultStore.Events events = around.store().events(target.client(), from.orElse(null), settings.events());
        if (events.items().isEmpty()) {
            return null;
        }
        firstTry = around.clock().instant();
        nextTry = firstTry;
        failures = 0;
        taken = false;
        return Message.of(events, around.forms());
    }

    private Duration deliver(Message next) throws InterruptedException {
        Instant start = around.clock().instant();
        String why;
        String retryAfter = "";
        try {
            guard.check(target.url());
            byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
            HttpPoster.Answer answer = around.poster().post(target.url(), headers(next, start, body), body,
                    settings.timeout());
            if (answer.status() >= 200 && answer.status() < 300) {
                taken = true;
                tell(WebhookListener.Outcome.DELIVERED, next, start);
                return moveOn(next);
            }
            if (answer.status() == GONE) {
                gone = true;
                tell(WebhookListener.Outcome.GONE, next, start);
                LOG.warn(
                        "The webhook of {} answered 410: nothing more is pushed until a restart; its events stay in the feed",
                        target.client());
                return settings.poll();
            }
            why = "status " + answer.status();
            retryAfter = answer.retryAfter();
        } catch (IOException e) {
            why = e.getMessage() == null ? "the connection broke" : e.getMessage();
        }
        return failed(next, start, why, retryAfter);
    }

    private Duration failed(Message next, Instant start, String why, String retryAfter) {
        failures++;
        Duration tried = Duration.between(firstTry, around.clock().instant());
        if (tried.compareTo(settings.giveUp()) >= 0) {
            LOG.warn(
                    "The webhook of {} did not take {} events in {} tries over {} h, the last: {}; they are left out and stay in the feed",
                    target.client(), next.events(), failures, tried.toHours(), why);
            tell(WebhookListener.Outcome.GIVEN_UP, next, start);
            taken = true;
            return moveOn(next);
        }
        tell(WebhookListener.Outcome.FAILED, next, start);
        Duration wait = wait(retryAfter);
        LOG.info("The webhook of {} did not take {} events, try {}: {}; tried again in {} s", target.client(),
                next.events(), failures, why, wait.toSeconds());
        nextTry = around.clock().instant().plus(wait);
        return step(wait);
    }

    private Duration wait(String retryAfter) {
        List<Duration> retries = settings.retries();
        Duration base = retries.get(Math.min(failures, retries.size()) - 1);
        double jitter = 0.8 + 0.4 * around.random().nextDouble();
        Duration wait = Duration.ofMillis(Math.round(base.toMillis() * jitter));
        if (retryAfter.matches("[0-9]{1,6}")) {
            Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter));
            Duration bounded = asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
            return bounded.compareTo(wait) > 0 ? bounded : wait;
        }
        return wait;
    }

    /** The message is dealt with; when the store is away only this is done again, not the post. */
    private Duration moveOn(Message next) {
        around.store().cursor(target.client(), PURPOSE, next.cursor());
        message = null;
        return Duration.ZERO;
    }

    private Map<String, String> headers(Message next, Instant at, byte[] body) {
        return Map.of("content-type", "application/json", "user-agent", "tocsin", "webhook-id", next.id(),
                "webhook-timestamp", Long.toString(at.getEpochSecond()), "webhook-signature",
                target.signer().sign(next.id(), at, body));
    }

    private void tell(WebhookListener.Outcome outcome, Message next, Instant start) {
        around.listener().tried(target.client(), outcome, next.events(),
                Duration.between(start, around.clock().instant()));
    }
}
