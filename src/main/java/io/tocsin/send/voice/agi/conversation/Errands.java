package io.tocsin.send.voice.agi.conversation;

import io.tocsin.send.voice.agi.AgiSettings;
import io.tocsin.send.voice.agi.AgiTally;
import io.tocsin.send.voice.agi.CallJournal;
import io.tocsin.send.voice.agi.Callee;
import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.send.voice.prompt.Utterance;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What calls have fetched and written elsewhere, so that none waits for it longer than a person on
 * the phone can: whoever is called has to be warned, whatever else is down. Safe for use by several
 * threads.
 */
public final class Errands implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    private final CallJournal journal;
    private final Prompts prompts;
    private final AgiSettings.Patience patience;
    private final AgiTally tally;
    private final Writings writings;
    private final ExecutorService workers = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("agi-errand-", 0).factory());

    /** Errands to those places. */
    public Errands(CallJournal journal, Prompts prompts, AgiSettings.Patience patience, AgiTally tally,
            Writings writings) {
        this.journal = journal;
        this.prompts = prompts;
        this.patience = patience;
        this.tally = tally;
        this.writings = writings;
    }

    /** Whom an attempt calls; empty when that is not known in time, which is counted. */
    Optional<Callee> callee(AttemptId attempt) {
        Optional<Callee> known = journal.known(attempt);
        if (known.isPresent()) {
            return known;
        }
        Optional<Callee> callee = fetch("whom attempt " + attempt + " calls", patience.callee(),
                () -> journal.callee(attempt));
        if (callee.isEmpty()) {
            tally.count(AgiTally.What.UNKNOWN_CALLEE);
        }
        return callee;
    }

    /** The sound of an utterance; empty when it is not there in time. */
    Optional<String> sound(Utterance utterance) {
        try {
            return prompts.sound(utterance, patience.prompt());
        } catch (RuntimeException e) {
            LOG.error("Could not learn a prompt of {} characters", utterance.text().length(), e);
            return Optional.empty();
        }
    }

    /** How long a sound lasts, where that is known. */
    Optional<Duration> length(String sound) {
        return prompts.length(sound);
    }

    /**
     * Flags an attempt's warning, and waits a while for that to be durable. When it is over, it is
     * tried again behind the call.
     *
     * @return whether it is durable already
     */
    boolean flag(AttemptId attempt, String evidence) {
        Future<Boolean> written = writings.flag(attempt, () -> journal.flag(attempt, evidence));
        boolean durable = await(written, patience.flag()).orElse(false);
        if (!durable) {
            tally.count(AgiTally.What.FLAG_LATE);
            LOG.error("The flag of attempt {} is not durable yet, the call goes on; it will be tried again for {} s",
                    attempt, patience.keep().toSeconds());
        }
        return durable;
    }

    /**
     * Notes what was said, when that can be done; waits for nothing.
     *
     * @return is done once it is noted, or cannot be
     */
    CompletableFuture<Boolean> talked(AttemptId attempt, String text) {
        return writings.note(attempt, () -> journal.talked(attempt, text));
    }

    private <T> Optional<T> fetch(String what, Duration within, Supplier<Optional<T>> from) {
        Future<Optional<T>> fetched = workers.submit(() -> {
            try {
                return from.get();
            } catch (StoreUnavailableException e) {
                LOG.warn("Could not learn {}: {}", what, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Could not learn " + what, e);
            }
            return Optional.empty();
        });
        return await(fetched, within).orElse(Optional.empty());
    }

    private static <T> Optional<T> await(Future<T> future, Duration within) {
        try {
            return Optional.of(future.get(within.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an errand throws nothing", e.getCause());
        }
    }

    /** Gives what is still to be written up to that long. */
    @Override
    public void close() {
        writings.close();
        workers.shutdownNow();
    }
}
