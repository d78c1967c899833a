package io.tocsin.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fault.FaultProxy.Line;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One of two carriers misbehaves: the other takes everything, until the first one heals. */
class BadCarrierTest {
    private static final double ANY_RATE = 1e6;
    private static final int WARNINGS = 1_000;
    private static final int WINDOWS = 64;
    /** Of a breaker that is half open. */
    private static final int TRIALS = 10;
    /**
     * A warning that an attempt was spent on has none left: only what spends none can fail and still be
     * reached.
     */
    private static final String ONE_ATTEMPT = Site.RULES.replace("attempts: 5", "attempts: 1");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private CmppSimulator bad;
    @SuppressWarnings("NullAway.Init") // set before each test
    private CmppSimulator good;

    @BeforeEach
    void start() throws Exception {
        bad = Site.carrier(Behaviour.good(41));
        good = Site.carrier(Behaviour.good(42));
    }

    @AfterEach
    void stop() {
        bad.close();
        good.close();
    }

    private Site site(int badPort, String rules) {
        return Site.start(folder, "embedded", "carriers:\n" + Site.carrier("bad", badPort, "keepAlive: 1s")
                + Site.carrier("good", good.port(), "") + rules);
    }

    @ParameterizedTest
    @CsvSource({"SILENT, no answer to the login", "DROPPED, the carrier closed the connection",
            "NOISY, 'Total_Length: expected 12 to 8192'"})
    void one_that_lets_nobody_in_is_named_and_passed_over_and_used_again_when_it_heals(Line line, String said)
            throws Exception {
        try (FaultProxy proxy = new FaultProxy(bad.port(), line); Site site = site(proxy.port(), ONE_ATTEMPT)) {
            site.allReached(site.submit(51, WARNINGS), WARNINGS);

            assertThat(bad.counts().submits()).isZero();
            assertThat(good.counts().numbers()).isEqualTo(WARNINGS);
            assertThat(good.counts().repeated()).isZero();
            Site.soon("the reason is shown").untilAsserted(
                    () -> assertThat(site.carrierView("bad").path("detail").asText()).contains(said));
            assertThat(site.metric("tocsin_carrier_up", "carrier=\"bad\"")).isZero();
            assertThat(site.metric("tocsin_carrier_up", "carrier=\"good\"")).isEqualTo(1);
            assertThat(site.client().get("/health/ready").ok()).as("what is accepted is kept").isTrue();

            proxy.become(Line.GOOD);
            heals(site, 52);
        }
    }

    @Test
    void one_that_falls_silent_keeps_at_most_its_windows_until_they_are_ambiguous() throws Exception {
        try (FaultProxy proxy = new FaultProxy(bad.port(), Line.GOOD); Site site = site(proxy.port(), Site.RULES)) {
            up(site, "bad", "good");
            proxy.become(Line.SILENT);
            site.allReached(site.submit(53, WARNINGS), WARNINGS);

            assertThat(bad.counts().submits()).isZero();
            assertThat(good.counts().numbers()).isEqualTo(WARNINGS);
            assertThat(good.counts().repeated()).isZero();
            double unknown = site.metric("tocsin_attempts_total", "carrier=\"bad\"", "outcome=\"unknown\"");
            // Where that takes longer than a breaker is open, it was tried again meanwhile.
            assertThat(unknown).isBetween(1.0, (double) WINDOWS + TRIALS);
            Site.soon("the dead sessions are noticed").untilAsserted(
                    () -> assertThat(site.carrierView("bad").path("detail").asText()).isNotEmpty());

            proxy.become(Line.GOOD);
            heals(site, 54);
        }
    }

    @Test
    void one_that_answers_flow_control_to_everything_spends_no_attempt_and_is_slowed() throws Exception {
        bad.behave(Behaviour.good(41).withAnswers(Mix.only("8"), Span.NONE));
        try (Site site = site(bad.port(), ONE_ATTEMPT)) {
            up(site, "bad", "good");
            site.allReached(site.submit(55, WARNINGS), WARNINGS);

            assertThat(bad.counts().accepted()).isZero();
            assertThat(good.counts().numbers()).isEqualTo(WARNINGS);
            assertThat(good.counts().repeated()).isZero();
            assertThat(site.metric("tocsin_attempts_total", "carrier=\"bad\"", "outcome=\"flow-controlled\""))
                    .isPositive();
            // It has no rate, so any is slower; which one depends on how fast this machine sent before.
            assertThat(site.metric("tocsin_carrier_rate_now", "carrier=\"bad\"")).as("slowed").isBetween(0.5, ANY_RATE);
            assertThat(site.carrierView("bad").path("rateNow").asDouble()).isBetween(0.5, ANY_RATE);
            assertThat(site.carrierView("bad").path("detail").asText())
                    .matches("slowed to [0-9.]+/s by flow control \\(submit:8\\) since [0-9]{2}:[0-9]{2}:[0-9]{2}");

            bad.behave(Behaviour.good(41));
            heals(site, 56);
        }
    }

    @Test
    void one_that_drops_its_connection_at_every_submit_loses_nothing() throws Exception {
        bad.behave(Behaviour.good(41).withFaults(new Behaviour.Faults(0, 0, 0, 0, 0, 1)));
        try (Site site = site(bad.port(), Site.RULES)) {
            up(site, "bad", "good");
            site.allReached(site.submit(57, WARNINGS), WARNINGS);

            assertThat(bad.counts().connects()).as("it came back again and again").isGreaterThan(2);
            assertThat(good.counts().repeated()).isZero();

            bad.behave(Behaviour.good(41));
            heals(site, 58);
        }
    }

    @Test
    void receipts_that_come_twice_or_before_the_answer_or_for_nothing_do_no_harm() throws Exception {
        bad.behave(Behaviour.good(41).withAnswers(Mix.only("0"), new Span(1, 20))
                .withFaults(new Behaviour.Faults(0, 0.2, 0, 0.5, 0.5, 0)));
        try (Site site = Site.start(folder, "embedded",
                "carriers:\n" + Site.carrier("bad", bad.port(), "") + Site.RULES)) {
            up(site, "bad");
            bad.invent(IntStream.range(0, 50).mapToObj(i -> "1380000" + (1000 + i)).toList());
            String batch = site.submit(59, WARNINGS);
            site.allReached(batch, WARNINGS);

            assertThat(bad.counts().numbers()).isEqualTo(WARNINGS);
            assertThat(bad.counts().repeated()).isZero();
            assertThat(bad.counts().receipts()).isGreaterThan(WARNINGS + 50);
            Site.soon("every receipt is confirmed").until(() -> bad.counts().confirmed() == bad.counts().receipts());
            Site.soon("the invented ones are kept, should their attempt become known").untilAsserted(() -> assertThat(
                    site.metric("tocsin_receipt_fates_total", "fate=\"kept\"")).isGreaterThanOrEqualTo(50));
            assertThat(site.counts(batch).path("reached").asInt()).isEqualTo(WARNINGS);
        }
    }

    private static void up(Site site, String... carriers) {
        for (String each : carriers) {
            Site.soon("all sessions of " + each + " are up").until(
                    () -> site.carrierView(each).path("sessions").path("up").asInt() == 2);
        }
    }

    /** Both are used again. */
    private void heals(Site site, long seed) throws Exception {
        up(site, "bad", "good");
        long before = bad.counts().accepted();
        int[] round = {0};
        Site.soon("the carrier that healed is used").until(() -> {
            long salt = seed * 1000 + round[0]++;
            site.allReached(site.submit(salt, 100), 100);
            return bad.counts().accepted() > before;
        });
        assertThat(site.carrierView("bad").path("detail").asText())
                .as("one that answered flow control gets faster slowly").matches("|slowed to .*");
    }
}
