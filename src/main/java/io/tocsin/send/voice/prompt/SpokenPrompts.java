package io.tocsin.send.voice.prompt;

import io.tocsin.send.voice.prompt.sound.Loudness;
import io.tocsin.send.voice.prompt.sound.Sound;
import io.tocsin.send.voice.prompt.sound.SoundFiles;
import io.tocsin.send.voice.prompt.sound.Telephone;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Prompts made once and kept: a text or recording that several calls want at the same time is made
 * once, and what was made stays over restarts. That one cannot be made is never fatal: it is
 * answered with nothing, and logged once.
 */
public final class SpokenPrompts implements Prompts, AutoCloseable {
    private static final Duration PARTING = Duration.ofSeconds(5);

    private final PromptConfig config;
    private final PromptSources sources;
    private final Loudness loudness;
    private final SoundShelf shelf;
    private final int concurrency;
    private final Semaphore permits;
    private volatile boolean closed;
    private final Complaints complaints;
    private final WarmQueue warming;
    private final ConcurrentHashMap<String, CompletableFuture<Boolean>> making = new ConcurrentHashMap<>();
    private final Tally tally = new Tally();

    private static final class Tally {
        private final LongAdder made = new LongAdder();
        private final LongAdder hits = new LongAdder();
        private final LongAdder misses = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder late = new LongAdder();
    }

    /**
     * Prompts in the configured folder.
     *
     * @param sources where they come from
     * @param concurrency how many are made at once; if it is two or more, one of them is always free of
     *            what is made ahead, for a call that waits
     * @param clock tells what was not used for longest
     * @throws IOException when the folder cannot be made or written to
     */
    public SpokenPrompts(PromptConfig config, PromptSources sources, int concurrency, InstantSource clock)
            throws IOException {
        this.config = config;
        this.sources = sources;
        loudness = new Loudness(config.level(), Loudness.TELEPHONE.ceiling());
        shelf = new SoundShelf(config.dir(), config.maxBytes(), clock);
        this.concurrency = concurrency;
        permits = new Semaphore(concurrency, true);
        complaints = new Complaints(clock);
        warming = new WarmQueue(Math.max(1, concurrency - 1), config.warmQueue(), this::makeAhead);
    }

    @Override
    public Optional<String> sound(Utterance utterance, Duration within) {
        PromptSource source;
        try {
            source = sources.of(utterance);
        } catch (IOException e) {
            return failed(utterance, e);
        }
        String name = name(source);
        if (shelf.has(name)) {
            tally.hits.increment();
            return Optional.of(path(name));
        }
        tally.misses.increment();
        try {
            return make(name, source, utterance).get(within.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(path(name))
                    : Optional.empty();
        } catch (TimeoutException e) {
            tally.late.increment();
            complaints.say("A prompt was not made within " + within.toMillis()
                    + " ms, for which a call waited; it is still being made");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("making a prompt ends with true or false", e);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Duration> length(String sound) {
        String folder = path("");
        return sound.startsWith(folder) ? shelf.length(sound.substring(folder.length())) : Optional.empty();
    }

    @Override
    public void warm(Collection<Utterance> utterances) {
        utterances.forEach(each -> warming.add(each, true));
    }

    @Override
    public void warmAhead(Collection<Utterance> utterances) {
        utterances.forEach(each -> warming.add(each, false));
    }

    @Override
    public boolean areReady(Collection<Utterance> utterances) {
        return utterances.stream().allMatch(this::isThere);
    }

    private boolean isThere(Utterance utterance) {
        try {
            return shelf.has(name(sources.of(utterance)));
        } catch (IOException e) {
            // Nobody will ever hear it: no reason to wait.
            return true;
        }
    }

    /** Waits for what is made ahead, for tests and the command line. */
    public boolean awaitWarm(Duration within) throws InterruptedException {
        return warming.awaitEmpty(within);
    }

    private void makeAhead(Utterance utterance) {
        try {
            PromptSource source = sources.of(utterance);
            String name = name(source);
            if (!shelf.has(name)) {
                make(name, source, utterance).join();
            }
        } catch (IOException e) {
            failed(utterance, e);
        }
    }

    private CompletableFuture<Boolean> make(String name, PromptSource source, Utterance utterance) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> other = making.putIfAbsent(name, mine);
        if (other != null) {
            return other;
        }
        Thread.ofVirtual().name("prompt-" + name.substring(0, 8)).start(() -> {
            boolean there = false;
            try {
                there = there(name, source, utterance);
            } finally {
                making.remove(name);
                mine.complete(there);
            }
        });
        return mine;
    }

    private boolean there(String name, PromptSource source, Utterance utterance) {
        permits.acquireUninterruptibly();
        try {
            if (closed) {
                return false;
            }
            // It may have been made between the caller's look and now.
            if (!shelf.has(name)) {
                Sound sound = Telephone.convert(source.sound().get(), loudness);
                if (sound.samples().length == 0) {
                    throw new IOException("the sound is silent throughout");
                }
                shelf.put(name, SoundFiles.aLaw(sound));
                tally.made.increment();
            }
            return true;
        } catch (IOException | RuntimeException e) {
            failed(utterance, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            permits.release();
        }
    }

    private Optional<String> failed(Utterance utterance, Exception reason) {
        tally.failed.increment();
        // The words may hold a name; they are not logged.
        complaints.say("A prompt cannot be made (" + utterance.language()
                + (utterance.file().isEmpty() ? "" : ", recording " + utterance.file()) + "): "
                + (reason.getMessage() == null ? reason.toString() : reason.getMessage()));
        return Optional.empty();
    }

    private String name(PromptSource source) {
        return source.name(SoundShelf.ENDING + " " + config.level());
    }

    private String path(String name) {
        return config.seenByPbx() + "/" + name;
    }

    /** What has become of prompts since the start. */
    public PromptCounts counts() {
        return new PromptCounts(tally.made.sum(), tally.hits.sum(), tally.misses.sum(), tally.failed.sum(),
                tally.late.sum(), warming.leftOut(), warming.waiting(), shelf.files(), shelf.bytes());
    }

    /**
     * Ends what is made ahead. What is being made is made to its end, but not waited for longer than
     * some seconds; nothing more is written then.
     */
    @Override
    public void close() {
        warming.close();
        closed = true;
        try {
            if (permits.tryAcquire(concurrency, PARTING.toMillis(), TimeUnit.MILLISECONDS)) {
                permits.release(concurrency);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
