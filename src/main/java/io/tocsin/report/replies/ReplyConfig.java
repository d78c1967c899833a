package io.tocsin.report.replies;

import io.tocsin.config.value.Checks;
import io.tocsin.warning.PlainWords;
import java.time.Duration;
import java.util.List;

/**
 * What is done with replies, {@code replies}.
 *
 * @param optOut words that put the number on the stop list when a reply consists of one; case,
 *            width, blanks and punctuation around them do not matter
 * @param partsWait how long the parts of a long reply are waited for; then what is there is taken
 */
public record ReplyConfig(List<String> optOut, Duration partsWait) {
    private static final int MOST_WORDS = 100;
    private static final int LONGEST_WORD = 20;

    /** Copies the list and refuses what is out of range. */
    public ReplyConfig {
        optOut = List.copyOf(optOut);
        new Checks().between("partsWait", partsWait, Duration.ofSeconds(1), Duration.ofHours(1))
                .that(optOut.size() <= MOST_WORDS, "optOut", optOut.size() + " words", "at most " + MOST_WORDS)
                .that(optOut.stream().map(PlainWords::of).allMatch(word -> !word.isEmpty()
                        && word.length() <= LONGEST_WORD), "optOut", "a longer word, or nothing",
                        "words of 1 to " + LONGEST_WORD + " letters or digits")
                .done();
    }

    /** TD, T, R, QX, N, 0000 and their Chinese words; a minute. */
    public static ReplyConfig defaults() {
        return new ReplyConfig(
                List.of("TD", "T", "R", "QX", "N", "0000", "退订", "退", "取消", "取消订阅", "不要再发", "别发了", "STOP",
                        "UNSUBSCRIBE"),
                Duration.ofMinutes(1));
    }
}
