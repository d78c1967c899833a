package io.tocsin.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("sessions", "window", "rate", "retry", "keepAlive");

    @ParameterizedTest
    @CsvSource({"sesions, sessions", "Window, window", "keepalive, keepAlive", "rtae, rate",
            "windwo, window", "retri, retry"})
    void a_misspelling_leads_to_its_word(String word, String meant) {
        assertThat(Suggestion.of(word, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "password", "sess", "windowwindow"})
    void another_word_leads_nowhere(String word) {
        assertThat(Suggestion.of(word, KNOWN)).isEmpty();
    }
}
