package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.TemplateConfig;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.RetryRule;
import io.tocsin.plan.RetryRules;
import io.tocsin.plan.Step;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybookConfigTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String TEXT = "{signature}{name}您好，您可能正在遭遇{fraudType}诈骗，请勿转账，如有疑问请拨打96110。";

    private static Playbook playbook(String more) {
        String yaml = "playbooks: { p: { steps: [ { channel: sms, template: fraud-sms } ]" + more + " } }";
        return Objects.requireNonNull(Reading.read(yaml).playbooks().get("p"));
    }

    private static RetryRule rule(String text) {
        return playbook(", retry: { BUSY: \"" + text + "\" }").retry().of(Channel.SMS, CauseClass.BUSY);
    }

    @Test
    void the_default_template_is_always_there() {
        assertThat(Reading.read("").templates()).isEqualTo(Map.of("fraud-sms", new TemplateConfig(Channel.SMS, TEXT)));
        assertThat(Reading.read("templates: { other: { text: x } }").templates()).containsOnlyKeys("fraud-sms",
                "other");
        assertThat(Reading.read("templates: { fraud-sms: { text: x } }").templates())
                .isEqualTo(Map.of("fraud-sms", new TemplateConfig(Channel.SMS, "x")));
    }

    @Test
    void the_keys_of_a_template() {
        String yaml = "templates: { t: { channel: sms, text: \"${X} {城市} {_a.b-1}{name}\" } }";
        TemplateConfig template = Objects.requireNonNull(Reading.read(yaml).templates().get("t"));
        assertThat(template.text()).isEqualTo("${X} {城市} {_a.b-1}{name}");
        assertThat(template.variables()).containsExactly("X", "城市", "_a.b-1", "name");
        assertThat(Reading.keys("templates.*", yaml)).containsExactlyInAnyOrder("channel", "text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "{}", "{{name}}", "{ name}", "{1a}", "a}b{c", "{a b}"})
    void braces_that_are_no_variable_are_refused(String text) {
        assertThat(Reading.problems("templates: { t: { text: \"" + text + "\" } }")).singleElement().asString()
                .contains("templates.t.text").contains("expected variables like {name}");
    }

    @Test
    void the_default_playbook_is_always_there() {
        Playbook expected = new Playbook("default", Playbook.Mode.CHAIN,
                List.of(new Step(Channel.SMS, "fraud-sms", 3, false)), 3, 20, RetryRules.defaults(ZONE));
        assertThat(Reading.read("").playbooks()).isEqualTo(Map.of("default", expected, "review:fraud-sms",
                new Playbook("review:fraud-sms", Playbook.Mode.CHAIN, expected.steps(), 3, 20,
                        RetryRules.defaults(ZONE))));
        assertThat(playbook("")).isEqualTo(new Playbook("p", Playbook.Mode.CHAIN, expected.steps(), 3, 20,
                RetryRules.defaults(ZONE)));
    }

    @Test
    void the_keys_of_a_playbook() {
        String yaml = "playbooks: { p: { mode: chain, budget: 4, networkRetries: 0, retry: { pace: fast }, steps: ["
                + " { channel: sms, template: fraud-sms, attempts: 1, confirm: true },"
                + " { channel: sms, template: fraud-sms, attempts: 20 } ] } }";
        assertThat(Reading.read(yaml).playbooks().get("p")).isEqualTo(new Playbook("p", Playbook.Mode.CHAIN,
                List.of(new Step(Channel.SMS, "fraud-sms", 1, true), new Step(Channel.SMS, "fraud-sms", 20, false)), 4,
                0, RetryRules.fast()));
        assertThat(Reading.keys("playbooks.*", yaml)).containsExactlyInAnyOrder("mode", "steps", "steps.channel",
                "steps.template", "steps.attempts", "steps.confirm", "budget", "networkRetries", "retry", "retry.pace",
                "retry.jitter", "retry.UNREACHABLE", "retry.POWERED_OFF", "retry.BUSY", "retry.NO_ANSWER",
                "retry.REJECTED", "retry.QUOTA", "retry.TIME_WINDOW", "retry.NETWORK", "retry.CONFIG", "retry.voice",
                "retry.voice.UNREACHABLE", "retry.voice.POWERED_OFF", "retry.voice.BUSY", "retry.voice.NO_ANSWER",
                "retry.voice.REJECTED", "retry.voice.QUOTA", "retry.voice.TIME_WINDOW", "retry.voice.NETWORK",
                "retry.voice.CONFIG");
    }

    @Test
    void a_retry_rule_is_written_in_words() {
        assertThat(rule("never")).isEqualTo(new RetryRule.GiveUp());
        assertThat(rule("100ms")).isEqualTo(new RetryRule.Listed(List.of(Duration.ofMillis(100)), 0.1));
        assertThat(rule("1m 7d"))
                .isEqualTo(new RetryRule.Listed(List.of(Duration.ofMinutes(1), Duration.ofDays(7)), 0.1));
        assertThat(rule("5s x1.5 to 5m"))
                .isEqualTo(new RetryRule.Growing(Duration.ofSeconds(5), 1.5, Duration.ofMinutes(5), 0.1));
        assertThat(rule("at 23:59")).isEqualTo(new RetryRule.Clock(LocalTime.of(23, 59), ZONE, false));
        assertThat(rule("next, else 2h")).isEqualTo(
                new RetryRule.Onward(new RetryRule.Listed(List.of(Duration.ofHours(2)), 0.1)));
        assertThat(rule("tomorrow 08:00")).isEqualTo(new RetryRule.Clock(LocalTime.of(8, 0), ZONE, true));
    }

    @Test
    void what_is_written_holds_for_calls_unless_they_have_their_own() {
        RetryRules written = playbook(", retry: { BUSY: 1m, NO_ANSWER: 2m, voice: { NO_ANSWER: never } }").retry();
        RetryRule minute = new RetryRule.Listed(List.of(Duration.ofMinutes(1)), 0.1);
        assertThat(written.of(Channel.SMS, CauseClass.BUSY)).isEqualTo(minute);
        assertThat(written.of(Channel.VOICE, CauseClass.BUSY)).isEqualTo(minute);
        assertThat(written.of(Channel.SMS, CauseClass.NO_ANSWER))
                .isEqualTo(new RetryRule.Listed(List.of(Duration.ofMinutes(2)), 0.1));
        assertThat(written.of(Channel.VOICE, CauseClass.NO_ANSWER)).isInstanceOf(RetryRule.GiveUp.class);
        assertThat(written.of(Channel.VOICE, CauseClass.POWERED_OFF))
                .isEqualTo(RetryRules.defaults(ZONE).of(Channel.VOICE, CauseClass.POWERED_OFF))
                .isInstanceOf(RetryRule.Onward.class);
    }

    @Test
    void jitter_holds_for_every_rule() {
        RetryRules rules = playbook(", retry: { jitter: 0, BUSY: 1m }").retry();
        assertThat(rules.of(Channel.SMS, CauseClass.BUSY))
                .isEqualTo(new RetryRule.Listed(List.of(Duration.ofMinutes(1)), 0));
        assertThat(rules.of(Channel.SMS, CauseClass.NETWORK))
                .isEqualTo(new RetryRule.Growing(Duration.ofSeconds(5), 2, Duration.ofMinutes(5), 0));
        assertThat(rules.of(Channel.SMS, CauseClass.QUOTA))
                .isEqualTo(RetryRules.defaults(ZONE).of(Channel.SMS, CauseClass.QUOTA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sometimes", "5", "1m  2m", "99ms", "8d", "5s x0.5 to 5m", "5s x11 to 5m", "5s x2 to 1s",
            "5s x1.1.1 to 5m", "at 24:00", "tomorrow 8:00", "1m,2m", "next", "next, else never",
            "next, else next, else 1m",
            "1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m 1m"})
    void a_retry_rule_in_other_words_is_refused(String text) {
        assertThat(Reading.problems(
                "playbooks: { p: { steps: [ { channel: sms, template: fraud-sms } ], retry: { BUSY: \"" + text
                        + "\" } } }"))
                .singleElement().asString().contains("playbooks.p.retry.BUSY: got \"").contains("expected waits like");
    }
}
