package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.review.rule.FlagRules;
import io.tocsin.review.rule.ReplyRule;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.dictionary.Details;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Message;
import io.tocsin.review.dictionary.Script;
import io.tocsin.review.dictionary.UsualScripts;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.review.dictionary.Disposition.Amount;
import io.tocsin.review.dictionary.Disposition.Effect;
import io.tocsin.review.dictionary.Disposition.NoteRule;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewConfigTest {
    @Test
    void the_defaults_of_review() {
        ReviewConfig review = Reading.read("").review();
        assertThat(review).isEqualTo(ReviewConfig.defaults());
        assertThat(review.lease()).isEqualTo(Duration.ofMinutes(2));
        assertThat(review.assigned()).isEqualTo(Duration.ofMinutes(10));
        assertThat(review.keep()).isEqualTo(Duration.ofDays(180));
        assertThat(review.clocks()).containsEntry(Grade.URGENT,
                new ReviewConfig.Clocks(Duration.ofMinutes(5), Duration.ofHours(2)))
                .containsEntry(Grade.LOW, new ReviewConfig.Clocks(Duration.ofHours(4), Duration.ofHours(48)));
        assertThat(review.rules()).isEqualTo(
                new FlagRules(Set.of(Grade.URGENT, Grade.HIGH), true, 2, 3, Duration.ofMinutes(30),
                        ReplyRule.defaults()));
        assertThat(review.desk()).isEqualTo(DeskConfig.defaults());
        assertThat(review.dictionary().version()).isEqualTo(1);
        assertThat(review.dictionary().dispositions()).hasSize(16);
        assertThat(review.dictionary().dispositions().stream().map(Disposition::key).filter(key -> key != null))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void the_keys_of_review() {
        ReviewConfig review = Reading
                .read("""
                        review:
                          lease: 1m
                          assigned: 5m
                          keep: 30d
                          clocks: { urgent: { firstTouch: 1m, close: 1h } }
                          rules: { exhausted: [low], askedHuman: false, refused: 0, busy: 5, busyWithin: 10m }
                          stations: [胜利派出所]
                          scripts: { brushing: { match: [刷单], zh: 刷单, en: Tasks, say: { zh: [别转账] } } }
                          messages:
                            fraud-sms: { zh: 劝阻短信, en: Warning }
                            again: { zh: 再提醒, en: Again, playbook: default }
                          dictionary:
                            version: 7
                            dispositions:
                              stopped: { zh: 已止付, en: Stopped, key: 3, note: required, amounts: [saved, lost], fields: [bank], required: [saved, bank],
                                         labels: { bank: { zh: 银行, en: Bank } } }
                              later: { zh: 稍后, en: Later, effect: requeue, after: 5m }
                              visit: { zh: 上门, en: Visit, effect: escalate }
                        """)
                .review();
        assertThat(review.lease()).isEqualTo(Duration.ofMinutes(1));
        assertThat(review.assigned()).isEqualTo(Duration.ofMinutes(5));
        assertThat(review.keep()).isEqualTo(Duration.ofDays(30));
        assertThat(review.clocks()).containsEntry(Grade.URGENT,
                new ReviewConfig.Clocks(Duration.ofMinutes(1), Duration.ofHours(1)));
        assertThat(review.rules())
                .isEqualTo(new FlagRules(Set.of(Grade.LOW), false, 0, 5, Duration.ofMinutes(10),
                        ReplyRule.defaults()));
        assertThat(review.desk()).isEqualTo(new DeskConfig(List.of("胜利派出所"),
                List.of(new Message("fraud-sms", "劝阻短信", "Warning", "review:fraud-sms"),
                        new Message("again", "再提醒", "Again", "default")),
                DeskConfig.before(
                        List.of(new Script("brushing", List.of("刷单"), "刷单", "Tasks", List.of("别转账"), List.of())),
                        UsualScripts.scripts())));
        assertThat(review.desk().scripts()).hasSize(9).extracting(Script::name).doesNotHaveDuplicates();
        assertThat(review.dictionary()).isEqualTo(new Dictionary(7, List.of(
                new Disposition("stopped", "已止付", "Stopped", "3", Effect.CLOSE, null, NoteRule.REQUIRED,
                        new Details(Set.of(Amount.SAVED, Amount.LOST), List.of("bank"), Set.of("saved", "bank"),
                                Map.of("bank", new Details.Label("银行", "Bank")))),
                new Disposition("later", "稍后", "Later", null, Effect.REQUEUE, Duration.ofMinutes(5),
                        NoteRule.OPTIONAL, Set.of(), List.of()),
                new Disposition("visit", "上门", "Visit", null, Effect.ESCALATE, null, NoteRule.OPTIONAL, Set.of(),
                        List.of("station")))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"lease: 5s|review.lease", "keep: 1h|review.keep",
            "clocks: { low: { firstTouch: 5h, close: 4h } }|review.clocks.low.close",
            "messages: { other: { zh: 别的, en: Other } }|review.messages.other.template",
            "dictionary: { dispositions: { a: { zh: a, en: a, amounts: [lost], required: [saved] } } }|review.dictionary.dispositions.a.required",
            "dictionary: { dispositions: { a: { zh: a, en: a, labels: { b: { zh: b, en: b } } } } }|review.dictionary.dispositions.a.labels",
            "messages: { fraud-sms: { zh: 别的, en: Other, playbook: none } }|review.messages.fraud-sms.playbook",
            "messages: { fraud-sms: { zh: 别的, en: Other, playbook: default, template: fraud-sms } }|review.messages.fraud-sms.template",
            "scripts: { a: { zh: a, en: a } }|review.scripts.a.say.zh",
            "scripts: { a: { en: a, say: { zh: [b] } } }|review.scripts.a.zh",
            "messages: { fraud-sms: { zh: 别的 } }|review.messages.fraud-sms.en",
            "rules: { busy: 21 }|review.rules.busy", "rules: { refuse: 2 }|review.rules.refuse",
            "dictionary: { dispositions: { later: { zh: 稍后, en: Later, effect: requeue } } }|review.dictionary.dispositions.later.after",
            "dictionary: { dispositions: { a: { zh: a, en: a, key: 10 } } }|review.dictionary.dispositions.a.key",
            "dictionary: { dispositions: { a: { zh: a, en: a, key: 1 }, b: { zh: b, en: b, key: 1 } } }|review.dictionary",
            "dictionary: { version: 0 }|review.dictionary.version"})
    void what_cannot_be_is_named(String yaml, String path) {
        assertThat(Reading.problems("review: { " + yaml + " }")).anySatisfy(
                problem -> assertThat(problem).contains(path));
    }
}
