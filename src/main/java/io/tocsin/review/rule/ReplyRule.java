package io.tocsin.review.rule;

import io.tocsin.config.value.Checks;
import io.tocsin.review.item.Reason;
import io.tocsin.warning.Grade;
import io.tocsin.warning.PlainWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which replies flag a number, {@code review.rules.reply}. Texts and words are compared without
 * case, width, blanks and punctuation.
 *
 * @param grades of warnings whose replies are all read by somebody, but for {@code ignore}
 * @param ignore what a reply that says nothing more consists of
 * @param alarm words that flag the number in any reply, raised to {@code alarmGrade}, unless a word
 *            of denial stands right before them
 * @param alarmGrade grade of such a case, or that of the warning when it is more urgent
 */
public record ReplyRule(Set<Grade> grades, List<String> ignore, List<String> alarm, Grade alarmGrade) {
    private static final int MOST_WORDS = 200;
    private static final int LONGEST_WORD = 20;
    private static final List<String> DENIALS = List.of("没有", "没", "未", "不会", "不", "别", "防", "防止", "谨防", "预防");

    /** Copies the collections and refuses what is out of range. */
    public ReplyRule {
        grades = Set.copyOf(grades);
        ignore = List.copyOf(ignore);
        alarm = List.copyOf(alarm);
        new Checks().that(areWords(ignore), "ignore", ignore.size() + " words", expected())
                .that(areWords(alarm), "alarm", alarm.size() + " words", expected()).done();
    }

    private static boolean areWords(List<String> words) {
        return words.size() <= MOST_WORDS && words.stream().map(PlainWords::of)
                .allMatch(word -> !word.isEmpty() && word.length() <= LONGEST_WORD);
    }

    private static String expected() {
        return "at most " + MOST_WORDS + " words of 1 to " + LONGEST_WORD + " letters or digits";
    }

    /** What holds unless the file says otherwise. */
    public static ReplyRule defaults() {
        return new ReplyRule(Set.of(Grade.URGENT, Grade.HIGH),
                List.of("好", "好的", "好滴", "嗯", "嗯嗯", "是", "是的", "对", "行", "收到", "已收到", "知道", "知道了", "已知晓", "明白",
                        "明白了", "了解", "谢谢", "感谢", "多谢", "谢谢提醒", "感谢提醒", "好的谢谢", "好的收到", "收到谢谢", "OK", "OKAY", "YES",
                        "Y", "1"),
                List.of("已转账", "已经转账", "转账了", "转了", "转过去", "汇款了", "已汇款", "打款了", "付款了", "已付款", "被骗", "被诈骗",
                        "上当", "受骗", "骗了", "救命", "救我", "帮忙", "帮帮", "帮我", "求助", "报警", "怎么办"),
                Grade.URGENT);
    }

    /** A suspicion and how urgent it is. */
    public record Raised(Suspicion suspicion, Grade grade) {}

    /**
     * Judges a reply.
     *
     * @param grade of the warning it answers, null when it answers none
     * @param text what was written
     * @param optOut whether it says that no more is wanted
     * @return empty when nobody needs to read it
     */
    public Optional<Raised> judge(@Nullable Grade grade, String text, boolean optOut) {
        String plain = PlainWords.of(text);
        if (optOut) {
            return Optional.empty();
        }
        if (alarm.stream().map(PlainWords::of).anyMatch(word -> isSaid(plain, word))) {
            Grade raised = grade != null && grade.compareTo(alarmGrade) < 0 ? grade : alarmGrade;
            return Optional.of(new Raised(suspicion(text), raised));
        }
        boolean says = !plain.isEmpty() && !ignored().contains(plain);
        return grade != null && grades.contains(grade) && says
                ? Optional.of(new Raised(suspicion(text), grade))
                : Optional.empty();
    }

    private static Suspicion suspicion(String text) {
        return new Suspicion(Reason.Kind.REPLY, text.strip());
    }

    private Set<String> ignored() {
        return ignore.stream().map(PlainWords::of).collect(Collectors.toSet());
    }

    /** Whether a word is said and not denied each time. */
    private static boolean isSaid(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            String before = text.substring(0, at);
            if (DENIALS.stream().noneMatch(before::endsWith)) {
                return true;
            }
        }
        return false;
    }
}
