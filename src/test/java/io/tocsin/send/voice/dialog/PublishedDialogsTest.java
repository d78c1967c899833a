package io.tocsin.send.voice.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What was published stays as it was. */
class PublishedDialogsTest {
    private final Map<String, String> sealed = new HashMap<>();
    private final Seals seals = (name, version, sha256) -> Objects
            .requireNonNullElse(sealed.putIfAbsent(name + " " + version, sha256), sha256);
    private final PublishedDialogs dialogs = new PublishedDialogs(seals);

    private static Dialog changed(String from, String to) {
        return SampleDialog.read(SampleDialog.YAML.replace(from, to));
    }

    @Test
    void a_changed_file_under_the_same_version_is_refused_and_the_old_one_stays() {
        dialogs.publish(SampleDialog.dialog());
        dialogs.publish(SampleDialog.dialog());
        Dialog other = changed("民警正忙。", "民警很忙。");
        assertThatThrownBy(() -> dialogs.publish(other)).hasMessageContaining("warn-transfer version 3")
                .hasMessageContaining("a change needs a new version").hasMessageContaining(other.sha256());
        assertThat(dialogs.latest("warn-transfer")).contains(SampleDialog.dialog());
    }

    @Test
    void another_node_or_a_restart_remembers_the_seal() {
        dialogs.publish(SampleDialog.dialog());
        PublishedDialogs elsewhere = new PublishedDialogs(seals);
        assertThatThrownBy(() -> elsewhere.publish(changed("民警正忙。", "民警很忙。"))).isInstanceOf(
                IllegalArgumentException.class);
        assertThat(elsewhere.latest("warn-transfer")).isEmpty();
    }

    @Test
    void new_calls_hold_the_latest_and_begun_ones_their_own_among_the_last_five() {
        for (int version = 3; version <= 9; version++) {
            dialogs.publish(changed("version: 3", "version: " + version));
        }
        assertThat(dialogs.latest("warn-transfer")).map(Dialog::version).contains(9);
        assertThat(dialogs.find("warn-transfer", 5)).isPresent();
        assertThat(dialogs.find("warn-transfer", 4)).isEmpty();
        assertThat(dialogs.latest("unknown")).isEmpty();
    }

    @Test
    void a_draft_is_not_published() {
        Dialog draft = changed("version: 3", "version: 3\ndraft: true");
        assertThatThrownBy(() -> dialogs.publish(draft)).hasMessageContaining("draft");
        assertThat(sealed).isEmpty();
    }
}
