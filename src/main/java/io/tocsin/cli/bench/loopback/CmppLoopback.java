package io.tocsin.cli.bench.loopback;

import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Secret;
import io.tocsin.net.EventLoops;
import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.Outgoing;
import io.tocsin.send.sms.AccountConfig;
import io.tocsin.send.sms.Dialect;
import io.tocsin.send.sms.SessionConfig;
import io.tocsin.send.sms.SmsCarrier;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.send.sms.SmsCarriers;
import io.tocsin.send.sms.SmsEnvironment;
import io.tocsin.send.sms.TextConfig;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * The SMS carrier alone, at full speed, both ends in one process: text in, segments encoded,
 * submitted, answered, told.
 *
 * @param sessions connections
 * @param window submits without an answer on each
 * @param text of every SMS, one segment or more
 */
public record CmppLoopback(int sessions, int window, String text) {
    /**
     * The size that the figures in docs/performance.md are for: 4 sessions, window 256, 60 Chinese
     * characters.
     */
    public static final CmppLoopback USUAL = new CmppLoopback(4, 256, "您可能正在遭遇诈骗，请勿转账。".repeat(4));

    private static final Duration LOGIN = Duration.ofSeconds(10);

    /**
     * What was measured.
     *
     * @param answered SMS answered in the measured time
     * @param failed SMS that were not accepted, warm-up included
     * @param seconds the measured time
     */
    public record Result(long answered, long failed, double seconds) {
        /** Submits and answers per second. */
        public double perSecond() {
            return answered / seconds;
        }
    }

    /**
     * Runs it.
     *
     * @param warmUp not measured
     * @param measured measured right after it
     * @throws TimeoutException when the sessions do not come up
     */
    public Result run(Duration warmUp, Duration measured) throws InterruptedException, TimeoutException {
        try (YesGateway gateway = new YesGateway(); EventLoops loops = new EventLoops(1, "bench-carrier")) {
            Treadmill treadmill = new Treadmill(text, sessions);
            SmsEnvironment environment = new SmsEnvironment(loops, Ticker.systemTicker(),
                    () -> LocalDateTime.now(ZoneId.of("Asia/Shanghai")), 1);
            SmsCarrier carrier = new SmsCarriers(environment).make(config(gateway.port()), treadmill);
            carrier.start();
            if (!treadmill.up.await(LOGIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("expected " + sessions + " sessions, got " + carrier.health());
            }
            treadmill.send(carrier, sessions * window);
            Thread.sleep(warmUp);
            long before = treadmill.answered.sum();
            long start = System.nanoTime();
            Thread.sleep(measured);
            long count = treadmill.answered.sum() - before;
            double seconds = (System.nanoTime() - start) / 1e9;
            long failed = treadmill.failed.sum();
            treadmill.running = false;
            carrier.close(LOGIN);
            return new Result(count, failed, seconds);
        }
    }

    private SmsCarrierConfig config(int port) {
        AccountConfig account = new AccountConfig("127.0.0.1", port, "900001", Secret.of("secret"), "3.0",
                "10690096110", "bench");
        SessionConfig session = new SessionConfig(sessions, window, LOGIN, Duration.ofMinutes(1),
                Duration.ofMinutes(1));
        return new SmsCarrierConfig("bench", new Dialect.Cmpp(), account, session, TextConfig.defaults(),
                Map.of());
    }

    /** Sends a new SMS for every answer. */
    private static final class Treadmill implements CarrierEvents {
        private final LongAdder answered = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final CountDownLatch up;
        private final Outgoing outgoing;
        private volatile boolean running = true;

        Treadmill(String text, int sessions) {
            this.outgoing = new Outgoing("bench", new Phone("8613800138000"), text);
            this.up = new CountDownLatch(sessions);
        }

        void send(Carrier carrier, int count) {
            List<Outgoing> more = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                more.add(outgoing);
            }
            carrier.send(more);
        }

        @Override
        public void answered(Carrier carrier, List<Answer> answers) {
            answered.add(answers.size());
            for (Answer answer : answers) {
                if (!(answer.end() instanceof AttemptEnd.Accepted)) {
                    failed.increment();
                }
            }
            if (running) {
                send(carrier, answers.size());
            }
        }

        @Override
        public void receipts(Carrier carrier, List<Receipt> receipts, Confirmation confirmation) {
            confirmation.durable();
        }

        @Override
        public void changed(Carrier carrier) {
            up.countDown();
        }
    }
}
