package io.tocsin.review.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.Grade;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyRuleTest {
    private final ReplyRule rule = ReplyRule.defaults();

    private Optional<Grade> grade(@Nullable Grade of, String text) {
        return rule.judge(of, text, false).map(ReplyRule.Raised::grade);
    }

    @ParameterizedTest
    @ValueSource(strings = {"好", "好的。", "OK", "ｏｋ！", "收到，谢谢", "知道了👍", " 1 ", "👍", "…", ""})
    void what_says_nothing_more_than_yes_needs_nobody(String text) {
        assertThat(grade(Grade.URGENT, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"你们是谁", "好的但是他还在打电话", "No", "12"})
    void anything_else_to_an_urgent_or_high_warning_is_read_by_somebody(String text) {
        assertThat(grade(Grade.URGENT, text)).contains(Grade.URGENT);
        assertThat(grade(Grade.HIGH, text)).contains(Grade.HIGH);
        assertThat(grade(Grade.MEDIUM, text)).isEmpty();
        assertThat(grade(null, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"已转账", "我已 经 转 账", "刚转了五万", "被骗了", "救命", "帮帮我", "没被骗，但是我朋友被骗了"})
    void an_alarm_is_urgent_whatever_it_answers(String text) {
        assertThat(grade(Grade.LOW, text)).contains(Grade.URGENT);
        assertThat(grade(null, text)).contains(Grade.URGENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"没有转账了", "我没被骗", "不会上当的", "谨防被骗"})
    void what_is_denied_is_no_alarm(String text) {
        assertThat(grade(Grade.LOW, text)).isEmpty();
        assertThat(grade(Grade.HIGH, text)).contains(Grade.HIGH);
    }

    @Test
    void an_opt_out_needs_nobody() {
        assertThat(rule.judge(Grade.URGENT, "退订", true)).isEmpty();
    }
}
