package io.tocsin.send.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Secret;
import io.tocsin.net.Backoff;
import io.tocsin.net.EventLoops;
import io.tocsin.send.Outgoing;
import io.tocsin.send.voice.ami.AmiSession;
import io.tocsin.send.voice.ami.AmiSettings;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/**
 * A voice carrier on some Asterisk's AMI. Its deadlines run by a clock that stands still until it
 * is told, so that no machine is too slow.
 */
final class VoiceRig implements AutoCloseable {
    static final String DIAL = "PJSIP/{number}@trunk";
    static final Duration SILENCE = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    final Book book = new Book();
    final MockTicker ticker = Ticker.newMockTicker();
    final Map<AttemptId, Outcome> outcomes = new ConcurrentHashMap<>();
    /** Whose dialogs are being held, and whose lines broke off, as far as the test says. */
    final Set<AttemptId> held = ConcurrentHashMap.newKeySet();
    final Set<AttemptId> broken = ConcurrentHashMap.newKeySet();
    /** Whose dialogs ended before their own end. */
    final Set<AttemptId> cut = ConcurrentHashMap.newKeySet();
    private final EventLoops loops = new EventLoops(1, "test-voice");
    private final EventLoop loop = loops.next();
    final Pbx pbx;
    final VoiceCarrier carrier;
    private final long firstBlock;
    private boolean dead;

    VoiceRig(int port, String secret, TrunkConfig trunk, long firstBlock) {
        this(port, secret, trunk, firstBlock, DialogResults.NONE, "");
    }

    /** One whose answered calls ask at that FastAGI what to do. */
    VoiceRig(int port, String secret, TrunkConfig trunk, long firstBlock, DialogResults dialogs, String agi) {
        this(port, secret, trunk, firstBlock, dialogs, agi, CallCauses::usual);
    }

    /** One with another table of causes. */
    VoiceRig(int port, String secret, TrunkConfig trunk, Supplier<CallCauses> causes) {
        this(port, secret, trunk, 1, DialogResults.NONE, "", causes);
    }

    private VoiceRig(int port, String secret, TrunkConfig trunk, long firstBlock, DialogResults dialogs, String agi,
            Supplier<CallCauses> causes) {
        this.firstBlock = firstBlock;
        AmiSettings.Patience patience = new AmiSettings.Patience(Duration.ofSeconds(5), Duration.ofSeconds(15),
                Duration.ofSeconds(5), SILENCE, Duration.ofMillis(5));
        AmiSettings settings = new AmiSettings("127.0.0.1", port, "tocsin", Secret.of(secret), patience,
                new Backoff(SHORT, SHORT.multipliedBy(4)), new Backoff(SHORT, SHORT.multipliedBy(4)));
        pbx = new Pbx("ast-1", settings, new AmiSession.Environment(loop, ticker, new Random(7)),
                new Told(dialogs), agi);
        carrier = new VoiceCarrier(trunk, pbx, causes, book);
    }

    /** What the test says of dialogs, and otherwise what they say. */
    private final class Told implements DialogResults {
        private final DialogResults dialogs;

        Told(DialogResults dialogs) {
            this.dialogs = dialogs;
        }

        @Override
        public Optional<Outcome> of(AttemptId attempt) {
            return Optional.ofNullable(outcomes.get(attempt)).or(() -> dialogs.of(attempt));
        }

        @Override
        public boolean isHeld(AttemptId attempt) {
            return held.contains(attempt) || dialogs.isHeld(attempt);
        }

        @Override
        public void taken(AttemptId attempt, Consumer<Outcome> then) {
            dialogs.taken(attempt, then);
        }

        @Override
        public boolean isCut(AttemptId attempt) {
            return cut.contains(attempt) || dialogs.isCut(attempt);
        }

        @Override
        public void whenOver(AttemptId attempt, Runnable then) {
            dialogs.whenOver(attempt, then);
        }

        @Override
        public boolean isBroken(AttemptId attempt) {
            return broken.contains(attempt) || dialogs.isBroken(attempt);
        }
    }

    static TrunkConfig trunk(int calls, int ringMillis) {
        return new TrunkConfig("trunk-1", DIAL, "047196110", calls, Duration.ofMillis(ringMillis),
                Duration.ofSeconds(60), Map.of());
    }

    VoiceRig up() {
        carrier.start();
        eventually(() -> assertThat(carrier.health().isUp()).as(carrier.health().toString()).isTrue());
        return this;
    }

    /** Calls numbers with those last four digits; their tags are the digits and a number from 0. */
    void call(String... ends) {
        carrier.send(outgoing(ends));
    }

    List<Outgoing> outgoing(String... ends) {
        Outgoing[] all = new Outgoing[ends.length];
        for (int i = 0; i < ends.length; i++) {
            Phone phone = new Phone("86138%04d%s".formatted(i, ends[i]));
            all[i] = new Outgoing(ends[i] + "#" + i, phone, "stop-transfer", attempt(i));
        }
        return Arrays.asList(all);
    }

    AttemptId attempt(int index) {
        return new AttemptId(new WarningId(3, firstBlock + index, 0), 1);
    }

    /** Lets time pass for deadlines, and returns when they were looked at. */
    void pass(Duration time) {
        ticker.advance(time.toNanos(), TimeUnit.NANOSECONDS);
        // Both ticks of 5 ms come before it on the one loop.
        var _ = loop.schedule(() -> {
        }, 10, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    static void eventually(ThrowingRunnable condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).untilAsserted(condition);
    }

    void answers(int count) {
        eventually(() -> assertThat(book.answers).hasSize(count));
    }

    /** Its process is gone: nothing is closed, nothing is said. */
    void die() {
        dead = true;
        loops.close();
    }

    @Override
    public void close() {
        if (!dead) {
            carrier.close();
            loops.close();
        }
    }
}
