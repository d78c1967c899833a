package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.dialog.DialogReader;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.PublishedDialogs;
import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.send.voice.prompt.Utterance;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeechTest {
    private static final Path FILE = Path.of("dialplans/dialogs/fraud-warning.yaml");
    private final List<String> made = new ArrayList<>();
    private boolean ready = true;
    private final PublishedDialogs dialogs = new PublishedDialogs((_, _, sha256) -> sha256);
    private final Prompts prompts = new Prompts() {
        @Override
        public Optional<String> sound(Utterance utterance, Duration within) {
            return Optional.empty();
        }

        @Override
        public boolean areReady(Collection<Utterance> utterances) {
            return ready;
        }

        @Override
        public void warm(Collection<Utterance> utterances) {
            utterances.forEach(each -> made.add(each.text()));
        }

        @Override
        public void warmAhead(Collection<Utterance> utterances) {
            utterances.forEach(each -> made.add("ahead " + each.text()));
        }
    };
    private Speech speech;

    @BeforeEach
    void a_published_dialog() throws IOException {
        dialogs.publish(version(1));
        speech = new Speech(prompts, dialogs);
    }

    /** The dialog in another version, with words of its own from the second on. */
    private static Dialog version(int version) throws IOException {
        String text = Files.readString(FILE).replaceFirst("version: 1", "version: " + version);
        return new DialogReader((_, _) -> true).read("a.yaml",
                version == 1 ? text : text.replace("反诈中心", "反诈中心第" + version + "版"));
    }

    @Test
    void a_published_version_is_begun_with_when_what_it_says_has_been_made() throws IOException {
        ready = false;
        made.clear();
        speech.begin(version(2), false);
        assertThat(made).anyMatch(text -> text.contains("反诈中心第2版"));
        speech.look();
        assertThat(dialogs.current("fraud-warning")).contains(version(1));
        ready = true;
        speech.look();
        assertThat(dialogs.current("fraud-warning")).contains(version(2));
        speech.begin(version(1), false);
        assertThat(dialogs.current("fraud-warning")).as("taken back").contains(version(1));
    }

    @Test
    void what_cannot_be_made_keeps_a_published_version_from_calls_for_a_while_only() throws IOException {
        ready = false;
        speech.begin(version(2), false);
        speech.begin(version(3), false);
        for (int i = 0; i < 31; i++) {
            assertThat(dialogs.current("fraud-warning")).contains(version(1));
            speech.look();
        }
        assertThat(dialogs.current("fraud-warning")).contains(version(3));
        speech.begin(version(4), true);
        assertThat(dialogs.current("fraud-warning")).as("at the start of a node").contains(version(4));
    }

    @Test
    void what_is_published_beside_it_does_not_make_a_version_wait_from_the_beginning() throws IOException {
        ready = false;
        speech.begin(version(2), false);
        made.clear();
        for (int i = 0; i < 31; i++) {
            speech.begin(version(2), false);
            speech.look();
        }
        assertThat(dialogs.current("fraud-warning")).contains(version(2));
        assertThat(made.stream().filter(text -> text.equals(made.getFirst()))).as("asked for once a look")
                .hasSize(30);
    }

    @Test
    void what_names_a_persons_city_is_made_anew_for_another_version() throws IOException {
        speech.due("fraud-warning", warning(Map.of("city", "海拉尔")));
        speech.ahead("fraud-warning", warning(Map.of("city", "海拉尔")).said());
        speech.begin(version(2), false);
        made.clear();
        speech.due("fraud-warning", warning(Map.of("city", "海拉尔")));
        speech.ahead("fraud-warning", warning(Map.of("city", "海拉尔")).said());
        assertThat(made).filteredOn(text -> text.contains("海拉尔反诈中心第2版")).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void what_everybody_hears_is_made_at_the_start() {
        assertThat(made).anyMatch(text -> text.contains("本地反诈中心"));
    }

    @Test
    void what_names_a_persons_city_is_made_when_the_call_is_prepared_once_for_a_city() {
        made.clear();
        speech.due("fraud-warning", warning(Map.of("city", "海拉尔")));
        speech.due("fraud-warning", warning(Map.of("city", "海拉尔", "case", "7")));
        assertThat(made).filteredOn(text -> text.contains("海拉尔反诈中心")).hasSize(1);
    }

    @Test
    void what_a_batch_will_say_is_made_as_it_comes_and_once_more_asked_for_when_it_is_due() {
        made.clear();
        speech.ahead("fraud-warning", warning(Map.of("city", "根河")).said());
        speech.ahead("fraud-warning", warning(Map.of("city", "根河", "case", "8")).said());
        assertThat(made).filteredOn(text -> text.startsWith("ahead ") && text.contains("根河反诈中心")).hasSize(1);
        made.clear();
        speech.due("fraud-warning", warning(Map.of("city", "根河")));
        assertThat(made).filteredOn(text -> !text.startsWith("ahead ") && text.contains("根河反诈中心")).hasSize(1);
        made.clear();
        speech.ahead("fraud-warning", warning(Map.of("case", "7")).said());
        speech.ahead("nobody", warning(Map.of("city", "根河")).said());
        assertThat(made).isEmpty();
    }

    @Test
    void nothing_is_made_for_whom_nothing_is_known_or_for_a_dialog_that_is_not_there() {
        made.clear();
        speech.due("fraud-warning", warning(Map.of("case", "7")));
        speech.due("nobody", warning(Map.of("city", "海拉尔")));
        assertThat(made).isEmpty();
    }

    private static Warning warning(Map<String, String> vars) {
        return new Warning(new WarningId(0, 1, 0), new BatchId("1m8bhrqvxj80ztcq"), "watchman", "A-1",
                new Phone("8613800138000"), Operator.MOBILE, Grade.LOW, "刷单返利", "张三", vars, "default",
                Instant.EPOCH, null, null);
    }
}
