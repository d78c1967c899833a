package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.report.export.Language;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type of problem of both doors has its page, in both languages. */
class ProblemTextTest {
    @Test
    void every_type_of_either_door_is_told_in_both_languages() {
        Set<String> http = new TreeSet<>();
        Set<String> tcp = new TreeSet<>();
        for (ProblemType type : ProblemType.values()) {
            http.add(type.code());
            assertThat(ProblemText.of(type).title().en()).isEqualTo(type.title());
        }
        for (ProblemKind kind : ProblemKind.values()) {
            tcp.add(kind.code());
        }
        assertThat(ProblemText.ALL).allSatisfy((code, text) -> {
            assertThat(text.advice().in(Language.EN)).as(code).endsWith(".");
            assertThat(text.advice().in(Language.ZH)).as(code).endsWith("。");
            assertThat(text.title().in(Language.ZH)).as(code).containsPattern("[\\u4e00-\\u9fff]");
            assertThat(text.doors().contains("http")).as(code).isEqualTo(http.contains(code));
            // over-pending is a row's fault over TCP, not a message's.
            assertThat(text.doors().contains("tcp")).as(code)
                    .isEqualTo(tcp.contains(code) || code.equals("over-pending"));
        });
        http.addAll(tcp);
        assertThat(ProblemText.ALL.keySet()).containsExactlyInAnyOrderElementsOf(http);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|EN", "zh|ZH", "zh-CN,zh;q=0.9,en;q=0.8|ZH", "zh-Hans-CN|ZH", "en-GB|EN",
            "en;q=0.5, zh;q=0.9|ZH", "de, zh;q=0.1|ZH", "fr|EN", "*|EN", ";;q=|EN"})
    void the_language_is_the_one_that_is_accepted_best(String header, Language expected) {
        assertThat(Languages.of(header)).isEqualTo(expected);
    }
}
