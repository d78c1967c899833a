package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.review.Finding;
import io.tocsin.warning.Grade;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What reviewers send, read strictly: notes, amounts, times, grades. */
final class ReviewFields {
    private static final int LONGEST_FIELD = 200;
    private static final int MOST_FIELDS = 16;
    /** A hundred million yuan, in fen. */
    private static final long MOST_FEN = 10_000_000_000L;
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(30);

    private ReviewFields() {}

    /** A note; empty when there is none. */
    static String note(Fields fields) {
        return optional(fields, "note", Finding.LONGEST_NOTE);
    }

    /** A text that may be missing or null; empty then. */
    static String optional(Fields fields, String name, int most) {
        return !fields.has(name) || fields.isNull(name) ? "" : fields.text(name, 0, most);
    }

    /** A disposition with all that belongs to it. */
    static Finding finding(Fields fields) {
        return new Finding(fields.text("disposition", 1, 40), note(fields), fen(fields, "amountSaved"),
                fen(fields, "amountLost"), others(fields),
                fields.has("version") ? fields.number("version", 1, Integer.MAX_VALUE) : 0);
    }

    private static long fen(Fields fields, String name) {
        if (!fields.has(name) || fields.isNull(name)) {
            return Finding.UNTOLD;
        }
        JsonNode node = fields.node(name);
        BigDecimal yuan = node.isNumber() && Double.isFinite(node.doubleValue())
                ? node.decimalValue()
                : BigDecimal.ONE.negate();
        if (yuan.signum() < 0 || yuan.stripTrailingZeros().scale() > 2
                || yuan.compareTo(BigDecimal.valueOf(MOST_FEN, 2)) > 0) {
            throw Problem.parameter(name, "invalid",
                    "expected yuan as a number from 0 to 100000000 with at most two decimals").exception();
        }
        return yuan.movePointRight(2).longValueExact();
    }

    private static Map<String, String> others(Fields fields) {
        Map<String, String> others = new HashMap<>();
        if (fields.has("fields") && !fields.isNull("fields")) {
            JsonNode node = fields.node("fields");
            if (!node.isObject() || node.size() > MOST_FIELDS) {
                throw Problem.parameter("fields", "invalid", "expected an object of at most 16 texts").exception();
            }
            node.properties().forEach(field -> {
                String text = field.getValue().textValue();
                if (text == null || text.length() > LONGEST_FIELD || field.getKey().length() > 40) {
                    throw Problem.parameter("fields", "invalid", "expected texts of at most 200 characters")
                            .exception();
                }
                others.put(field.getKey(), text.strip());
            });
        }
        return others;
    }

    /** A grade. */
    static Grade grade(Fields fields) {
        return grade(fields.text("grade", 1, 20));
    }

    /** The grade of a word. */
    static Grade grade(String code) {
        return Arrays.stream(Grade.values()).filter(grade -> grade.code().equals(code)).findFirst()
                .orElseThrow(() -> Problem.parameter("grade", "invalid", "expected one of "
                        + Arrays.stream(Grade.values()).map(Grade::code).collect(Collectors.joining(", ")))
                        .exception());
    }

    /** The time until which a case is put off: {@code until}, or so many {@code minutes} from now. */
    static Instant until(Fields fields, Instant now) {
        Instant until;
        if (fields.has("minutes")) {
            until = now.plus(Duration.ofMinutes(fields.number("minutes", 1, (int) LONGEST_SNOOZE.toMinutes())));
        } else {
            until = time(fields.text("until", 1, 40));
        }
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
            throw Problem.parameter("until", "invalid", "expected a time within the next 30 days").exception();
        }
        return until;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.parameter("until", "invalid",
                    "expected a time with its zone, such as 2026-08-01T09:30:00+08:00").exception();
        }
    }
}
