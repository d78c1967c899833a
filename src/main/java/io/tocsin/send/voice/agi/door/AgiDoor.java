package io.tocsin.send.voice.agi.door;

import io.netty.util.concurrent.Ticker;
import io.tocsin.net.Backoff;
import io.tocsin.send.voice.DialogResults;
import io.tocsin.send.voice.agi.AgiSettings;
import io.tocsin.send.voice.agi.AgiCounts;
import io.tocsin.send.voice.agi.AgiListener;
import io.tocsin.send.voice.agi.AgiTally;
import io.tocsin.send.voice.agi.CallJournal;
import io.tocsin.send.voice.agi.conversation.Conversation;
import io.tocsin.send.voice.agi.conversation.Errands;
import io.tocsin.send.voice.agi.conversation.Writings;
import io.tocsin.send.voice.agi.wire.AgiRequest;
import io.tocsin.send.voice.agi.wire.LineException;
import io.tocsin.send.voice.agi.wire.SocketLine;
import io.tocsin.send.voice.agi.wire.Switchboard;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.PublishedDialogs;
import io.tocsin.send.voice.dialog.talk.Ending;
import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Asterisks ask what to do with answered calls (FastAGI), each call on a virtual thread of
 * its own. A call that is not taken, because there are too many, or there is no such dialog, or we
 * are closing, has its connection closed; the dialplan then plays the recorded warning.
 */
public final class AgiDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgiDoor.class);
    private static final Backoff WRITE_AGAIN = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15));
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration WATCH = Duration.ofSeconds(1);
    /** Longer than any dialog and what is beside it. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final AgiSettings config;
    private final PublishedDialogs dialogs;
    private final Errands errands;
    private final Ticker ticker;
    private final AgiTally tally;
    private final Semaphore free;
    private final TalkResults results;
    private final Engines engines = new Engines();
    private final Map<SocketLine, Long> lines = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Switchboard board;
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("agi-", 0).factory());
    private volatile boolean full;

    /**
     * Opens it.
     *
     * @param journal what is known, and to be known, about calls
     * @param random spreads what is tried again; safe for several threads, as {@link java.util.Random}
     *            is
     * @throws IOException when it cannot listen there
     */
    public AgiDoor(AgiSettings config, CallJournal journal, PublishedDialogs dialogs, Prompts prompts, Ticker ticker,
            RandomGenerator random, AgiListener listener) throws IOException {
        this.config = config;
        this.dialogs = dialogs;
        this.ticker = ticker;
        this.tally = new AgiTally(listener);
        this.errands = new Errands(journal, prompts, config.patience(), tally,
                new Writings(WRITE_AGAIN, config.patience().keep(), random, tally));
        this.free = new Semaphore(config.calls());
        this.results = new TalkResults(ticker, 4 * config.calls());
        try {
            board = new Switchboard(
                    new InetSocketAddress(address(config.where().bind()), config.where().port()), ticker, this::answer);
        } catch (IOException e) {
            throw new IOException("cannot listen for FastAGI on " + config.where().bind() + ":"
                    + config.where().port() + ": " + e.getMessage(), e);
        }
        threads.execute(this::watch);
    }

    private static InetAddress address(String bind) {
        return bind.equals("localhost") ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(bind);
    }

    /** What the dialogs of ended calls came to. */
    public DialogResults results() {
        return results;
    }

    /** What an Asterisk is to connect to, {@code host:port}. */
    public String advertised() {
        String host = config.where().advertise();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + board.port();
    }

    /** How the calls have fared. */
    public AgiCounts counts() {
        return tally.counts();
    }

    private void answer(SocketLine line) {
        if (free.tryAcquire()) {
            full = false;
            threads.execute(() -> take(line));
        } else {
            refuse(line);
        }
    }

    /** Each wait of a call has its own deadline; this is for what none was thought of. */
    private void watch() {
        Duration longest = LONGEST.plus(config.patience().transfer());
        while (isOpen()) {
            long now = ticker.nanoTime();
            lines.forEach((line, begun) -> {
                if (now - begun > longest.toNanos()) {
                    tally.count(AgiTally.What.STUCK);
                    LOG.error("A call has lasted more than {} s and is left to the recorded warning",
                            longest.toSeconds());
                    line.cut();
                }
            });
        }
    }

    private boolean isOpen() {
        try {
            return !closed.await(WATCH.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void refuse(SocketLine line) {
        tally.count(AgiTally.What.REFUSED);
        if (!full) {
            full = true;
            LOG.error("There are {} calls, as many as may be: the next ones hear the recorded warning only",
                    config.calls());
        }
        line.close();
    }

    private void take(SocketLine line) {
        try (line) {
            lines.put(line, ticker.nanoTime());
            tally.begun();
            try {
                hold(line);
            } finally {
                tally.over();
                lines.remove(line);
            }
        } catch (LineException e) {
            LOG.warn("A call could not be taken: {}", e.getMessage());
        } catch (RuntimeException e) {
            tally.count(AgiTally.What.FAILED);
            LOG.error("A call's dialog failed; it hears the recorded warning", e);
        } finally {
            free.release();
        }
    }

    private void hold(SocketLine line) throws LineException {
        AgiRequest request = line.request(config.patience().command());
        Optional<AttemptId> attempt = AttemptId.parse(request.argument(1));
        Optional<Dialog> dialog = dialogs.current(request.argument(2));
        if (attempt.isEmpty() || dialog.isEmpty()) {
            tally.count(AgiTally.What.REFUSED);
            LOG.error("A call came with attempt '{}' and dialog '{}', expected an attempt's id and the name of a"
                    + " published dialog: it hears the recorded warning only", shown(request.argument(1)),
                    shown(request.argument(2)));
            return;
        }
        results.begin(attempt.get());
        try {
            talk(attempt.get(), dialog.get(), line);
        } catch (RuntimeException e) {
            throw new IllegalStateException("in the call of attempt " + attempt.get(), e);
        } finally {
            results.end(attempt.get());
        }
    }

    private void talk(AttemptId attempt, Dialog dialog, SocketLine line) throws LineException {
        Conversation conversation = new Conversation(attempt, engines.of(dialog), line, errands,
                new Conversation.Surroundings(config, tally, ticker), results.handOver(attempt));
        Optional<Ending> ending = conversation.hold();
        // What we cut off ourselves says nothing about the person, unless enough was heard before.
        // Known before the line is closed, so before Asterisk goes on to hang up.
        ending.filter(end -> !line.isCut() || end.outcome() == Outcome.VICTIM_SUSPECTED || results.isTaken(attempt))
                .ifPresent(end -> results.put(attempt, end.outcome(), end.how() != Ending.How.FINISHED,
                        conversation.isBroken()));
    }

    private static String shown(String argument) {
        String plain = argument.replaceAll("[^\\w.-]", "?");
        return plain.length() <= 40 ? plain : plain.substring(0, 40);
    }

    /** Takes no more calls; those that are up have that long to come to an end. */
    public void close(Duration limit) {
        closed.countDown();
        board.refuse();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!lines.isEmpty()) {
                    LOG.warn("{} calls are left to the recorded warning", lines.size());
                }
                lines.keySet().forEach(SocketLine::cut);
                if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    threads.shutdownNow();
                }
            }
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        board.close();
        errands.close();
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
