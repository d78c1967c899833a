package io.tocsin.report.webhook;

import io.tocsin.net.HttpPoster;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes results to all clients that want it, each on a thread of its own: one that hangs holds up
 * only itself.
 */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<WebhookSender> senders;
    private List<Thread> threads = List.of();

    /**
     * What senders use.
     *
     * @param store where events and cursors are
     * @param forms their JSON
     * @param poster does the posts
     * @param lease keeps two nodes from pushing to one client
     * @param clock of timestamps and retries
     * @param random varies the waits
     * @param listener hears what happens
     */
    public record Parts(ResultStore store, ResultJson forms, HttpPoster poster, Lease lease, InstantSource clock,
            RandomGenerator random, WebhookListener listener) {}

    /** Prepares senders for those clients. */
    public Webhooks(List<WebhookTarget> targets, Parts parts, WebhookSettings settings) {
        this(targets, parts, settings, new AddressGuard(host -> List.of(InetAddress.getAllByName(host))));
    }

    Webhooks(List<WebhookTarget> targets, Parts parts, WebhookSettings settings, AddressGuard guard) {
        senders = targets.stream().map(t -> new WebhookSender(t, parts, guard, settings)).toList();
    }

    /** Begins to push. */
    public void start() {
        threads = senders.stream().map(s -> Thread.ofVirtual().name("webhook-" + s.client()).start(() -> loop(s)))
                .toList();
    }

    private void loop(WebhookSender sender) {
        while (!sender.gone()) {
            Duration wait = AFTER_A_FAULT;
            try {
                wait = sender.step();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("A step of the webhook of {} failed; the next is in {} s", sender.client(),
                        wait.toSeconds(), e);
            }
            try {
                if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Stops; a post under way is broken off and done again after the next start. */
    @Override
    public void close() {
        closed.countDown();
        threads.forEach(Thread::interrupt);
    }
}
