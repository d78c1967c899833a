package io.tocsin.observe.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.review.ReviewListener.Stage;
import io.tocsin.review.figure.Balance;
import io.tocsin.review.figure.ReviewerFigures;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Reason;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewMetersTest {
    private final Meters meters = new Meters("test");
    private final ReviewMeters review = new ReviewMeters(meters);

    private List<String> lines() {
        return meters.scrape("").text().lines().filter(line -> line.startsWith("tocsin_review")).toList();
    }

    @Test
    void the_queue_is_shown_as_it_stands() {
        review.take(
                new Summary(7, Map.of(CaseState.OPEN, Map.of(Grade.HIGH, 3L), CaseState.DONE, Map.of(Grade.LOW, 2L)),
                        Map.of(Grade.HIGH, Duration.ofMillis(90_500)),
                        Map.of(Summary.CLOSE, Map.of(Grade.HIGH, 1L)), 4, 6, 0, new Summary.Mine(0, 0)),
                List.of(new ReviewerFigures("li", Instant.EPOCH, true, 1, 2, null),
                        new ReviewerFigures("wang", Instant.EPOCH, false, 0, 0, null)));
        review.balance(new Balance(7, 2, 5, 7, List.of("c0000000001")));

        assertThat(lines()).contains("tocsin_review_items{grade=\"high\",state=\"open\"} 3.0",
                "tocsin_review_items{grade=\"low\",state=\"done\"} 2.0",
                "tocsin_review_oldest_age_seconds{grade=\"high\"} 90.5",
                "tocsin_review_breached{clock=\"close\",grade=\"high\"} 1.0", "tocsin_review_difference 2.0",
                "tocsin_review_pending 4.0", "tocsin_review_uncovered 6.0", "tocsin_review_reviewers_online 1.0",
                "tocsin_review_lost 1.0");
    }

    @Test
    void what_this_node_did_is_counted() {
        review.flagged(Reason.Kind.EXHAUSTED, Grade.URGENT, true);
        review.touched(Grade.URGENT, Duration.ofSeconds(20));
        review.decided("dissuaded");
        review.expired(2);
        review.forgotten(3);
        review.clock(Summary.FIRST_TOUCH, Stage.BREACHED, Grade.URGENT, "c0000000001");

        assertThat(lines()).contains(
                "tocsin_review_flagged_total{grade=\"urgent\",opened=\"true\",reason=\"exhausted\"} 1.0",
                "tocsin_review_first_touch_seconds_bucket{grade=\"urgent\",le=\"10.0\"} 0",
                "tocsin_review_first_touch_seconds_bucket{grade=\"urgent\",le=\"30.0\"} 1",
                "tocsin_review_dispositions_total{disposition=\"dissuaded\"} 1.0",
                "tocsin_review_lease_expired_total 2.0", "tocsin_review_forgotten_total 3.0",
                "tocsin_review_clocks_total{clock=\"first-touch\",grade=\"urgent\",stage=\"breached\"} 1.0");
    }
}
