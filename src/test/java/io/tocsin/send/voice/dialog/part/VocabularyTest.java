package io.tocsin.send.voice.dialog.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was said, sorted into classes. */
class VocabularyTest {
    private static final Vocabulary VOCABULARY = new Vocabulary(Map.of("affirm", List.of("是", "有", "转了"), "deny",
            List.of("不是", "没有", "没转"), "victim", List.of("转账", "屏幕共享"), "wrong", List.of("不是本人")));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"不是, deny", "是的, affirm", "我不是本人, wrong", "没有让我转账, deny", "让我转账, victim",
            "没有，就是开了屏幕共享, victim", "没转了, deny", "喂喂, ''"})
    void the_longest_keyword_counts_and_a_negation_before_its_like(String said, String word) {
        assertThat(VOCABULARY.classify(said).orElse("")).isEqualTo(word);
    }
}
