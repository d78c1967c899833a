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
        assertThat(dialogs.current("warn-transfer")).contains(SampleDialog.dialog());
    }

    @Test
    void another_node_or_a_restart_remembers_the_seal() {
        dialogs.publish(SampleDialog.dialog());
        PublishedDialogs elsewhere = new PublishedDialogs(seals);
        assertThatThrownBy(() -> elsewhere.publish(changed("民警正忙。", "民警很忙。"))).isInstanceOf(
                IllegalArgumentException.class);
        assertThat(elsewhere.current("warn-transfer")).isEmpty();
    }

    @Test
    void new_calls_hold_the_latest_and_begun_ones_their_own_among_the_last_five() {
        for (int version = 3; version <= 9; version++) {
            dialogs.publish(changed("version: 3", "version: " + version));
        }
        assertThat(dialogs.current("warn-transfer")).map(Dialog::version).contains(9);
        assertThat(dialogs.find("warn-transfer", 5)).isPresent();
        assertThat(dialogs.find("warn-transfer", 4)).isEmpty();
        assertThat(dialogs.current("unknown")).isEmpty();
    }

    @Test
    void there_is_always_a_version_that_new_calls_begin_with_however_many_come_and_go() {
        Dialog own = SampleDialog.dialog();
        dialogs.publish(own);
        for (int version = 4; version <= 12; version++) {
            dialogs.keep(changed("version: 3", "version: " + version));
            assertThat(dialogs.current("warn-transfer")).contains(own);
        }
        Dialog later = changed("version: 3", "version: 12");
        dialogs.begin(later);
        for (int version = 13; version <= 20; version++) {
            dialogs.keep(changed("version: 3", "version: " + version));
        }
        assertThat(dialogs.current()).containsExactly(later);
        assertThat(dialogs.find("warn-transfer", 3)).isEmpty();
        dialogs.begin(own);
        assertThat(dialogs.current("warn-transfer")).as("one that was long gone").contains(own);
        dialogs.publish(changed("version: 3", "version: 21"));
        assertThat(dialogs.current("warn-transfer")).map(Dialog::version).contains(21);
    }

    @Test
    void a_draft_is_not_published() {
        Dialog draft = changed("version: 3", "version: 3\ndraft: true");
        assertThatThrownBy(() -> dialogs.publish(draft)).hasMessageContaining("draft");
        assertThat(sealed).isEmpty();
    }
}
