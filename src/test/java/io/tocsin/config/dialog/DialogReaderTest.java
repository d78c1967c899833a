package io.tocsin.config.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.config.yaml.Problem;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.SampleDialog;
import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A dialog's file: what is read, what is refused and where, and its hash. */
class DialogReaderTest {
    private static final Path SHIPPED = Path.of("dialplans/dialogs");

    static Stream<Path> shipped() throws Exception {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static List<Problem> problems(String yaml) {
        InvalidConfigException e = catchThrowableOfType(InvalidConfigException.class, () -> SampleDialog.read(yaml));
        return e == null ? List.of() : e.problems();
    }

    private static String changed(String from, String to) {
        assertThat(SampleDialog.YAML).contains(from);
        return SampleDialog.YAML.replace(from, to);
    }

    @Test
    void a_dialog_is_read_with_its_defaults() {
        Dialog dialog = SampleDialog.dialog();
        assertThat(dialog.label()).matches("warn-transfer@3\\+[0-9a-f]{12}");
        assertThat(dialog.draft()).isFalse();
        assertThat(dialog.content().states()).hasSize(8);
        assertThat(dialog.content().states().get("confirm")).isInstanceOfSatisfying(State.Ask.class, ask -> {
            assertThat(ask.input().keys()).isEqualTo("1");
            assertThat(ask.prompt().barge()).isEqualTo(Barge.NOTHING);
        });
        assertThat(SampleDialog.read(changed("interruptible: dtmf_and_speech", "language: zh-CN")).content().states()
                .get("ask")).isInstanceOfSatisfying(State.Ask.class,
                        ask -> assertThat(ask.prompt().barge()).isEqualTo(Barge.KEYS));
    }

    @Test
    void a_text_refers_to_no_file_and_to_no_variable_of_the_machine(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("store.key"), "s3cret");
        for (String reference : List.of("${file:" + secret + "}", "${HOME}", "$${HOME}")) {
            for (String yaml : List.of(changed("dialog: warn-transfer", "dialog: \"" + reference + "\""),
                    changed("[不是, 没有]", "[不是, \"" + reference + "\"]"),
                    changed("language: zh-CN", "language: \"" + reference + "\""))) {
                assertThat(problems(yaml)).anySatisfy(
                        problem -> assertThat(problem.message()).startsWith("got a ${, expected a text without"));
                assertThat(problems(yaml).toString()).doesNotContain("s3cret");
            }
            assertThat(problems(changed("请立即停止转账。", reference)).toString()).hasSizeGreaterThan(2)
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void a_file_of_the_operator_may_refer_to_another(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("name.txt"), "warn-again");
        Path file = Files.writeString(folder.resolve("a.yaml"),
                changed("dialog: warn-transfer", "dialog: \"${file:name.txt}\""));
        assertThat(new DialogReader((_, _) -> true).read(file).name()).isEqualTo("warn-again");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "version: 3 | version: 0 | sample.yaml:2:10 version: got \"0\", expected a whole number from 1 to 99999",
            "dialog: warn | script: warn | sample.yaml:1:1 script: unknown key, expected one of",
            "outcome: transferred | outcome: transferred, retry: none | outcomes.end_human.retry: unknown key, expected one of outcome, tags",
            "outcome: transferred | outcome: transfered | did you mean transferred?",
            "start: greet | start: gret | sample.yaml:12:8 start: got \"gret\", expected a state; there are greet, ask",
            "next: ask | next: aks | sample.yaml:16:5 states.greet.next: got \"aks\", expected a state or an outcome",
            "next: ask | next: repeat | states.greet.next: got \"repeat\", expected a state or an outcome",
            "goto: bye } ] | goto: repeat } ] | states.ask.nomatch[1].goto: got \"repeat\", expected a state or an outcome",
            "next: ask | next: confirm | sample.yaml:17:3 states.ask: got a state that nothing leads to, expected a way from greet",
            "next: end_silent | next: pass | states.bye: got no way to an outcome, expected one of end_victim",
            "no_answer: { goto: sorry } | no_answer: { goto: human } | states.human: got a circle that needs no answer",
            "sorry: no-response, | | states.sorry: got no meaning of hanging up in it",
            "{ greet: no-response | { gret: no-response | hangup.before.gret: got \"gret\", expected a state",
            "{ goto: pass } ] | ] | states.ask.noinput[0]: got a prompt, expected a goto as the last step",
            "noinput: [ { goto: end_heard } ] | | states.confirm.noinput: got nothing, expected a list that ends with a goto",
            "nomatch: [ { goto: end_heard } ] | | states.confirm.nomatch: got nothing, expected a list that ends with a goto",
            "keys: \"012\" | keys: \"0122\" | states.ask.input.keys: got \"0122\", expected every key once",
            "keys: \"012\" | keys: \"01\" | states.ask.branch.key_2: got a key that is not allowed, expected one of the keys \"01\"",
            "keys: \"012\" | keys: \"0123\" | states.ask.input.keys: got key 3 without a branch",
            "keys: \"012\" | keys: \"01#\" | states.ask.input.keys: got \"01#\", expected digits in quotes",
            "deny: { goto | doubt: { goto | states.ask.branch.doubt: got \"doubt\", expected key_0 to key_9 or a class of vocab, there are deny, affirm, victim",
            "modes: [dtmf, speech], keys | modes: [dtmf], keys | states.ask.branch.deny: got a branch that is not listened for, expected speech among the modes",
            "key_9: { goto | keyx: { goto | global.keyx: got \"keyx\", expected key_0 to key_9",
            "variables: { city: 本地 } | | states.greet.prompt.tts: got {city}, expected a variable of the map variables, which is empty",
            "{ city: 本地 } | { city: 本地, name: 您 } | variables.name: got a variable that no prompt uses",
            "\"请立即停止转账。\" | \"请{立即停止转账。\" | states.danger.prompt.tts: got a brace that is no variable's",
            "\"请立即停止转账。\" | \"请立即停止转账。\", interruptible: dtmf | states.danger.prompt.interruptible: got a prompt that may be cut short",
            "early_keys: keep | early_keys: perhaps | expected one of ignore, keep",
            "interruptible: false, early_keys: keep | early_keys: keep | states.confirm.prompt.early_keys: got keep, expected interruptible: false",
            "no_answer: { goto: sorry } | later: { goto: sorry } | states.human.branch: got nothing for no_answer",
            "max_seconds: 120 | max_seconds: 20 | limits.max_seconds: got 20s, expected at least",
            "max_turns: 6 | max_turns: 1 | limits.max_turns: got 1, expected at least 2",
            "max_visits: 3 | max_visits: 9 | limits.max_visits: got 9, expected a whole number from 1 to 5",
            "timeout_ms: 5000 | timeout_ms: 100 | states.ask.input.timeout_ms: got 100, expected a whole number from 1000 to 20000",
            "file: bye | file: ../bye | expected a recording's name",
            "deny: [不是, 没有] | deny: [] | vocab.deny: got an empty list, expected a list of keywords",
            "[不是, 没有] | [不 是] | vocab.deny[0]: got \"不 是\", expected a keyword",
            "tag: self_reported | tag: 自述 | states.ask.branch.key_1.tag: got \"自述\", expected a tag",
            "  sorry: | Sorry: | expected a name of lower-case letters"})
    void a_wrong_file_is_refused_where_it_is_wrong(String from, String to, String expected) {
        assertThat(problems(changed(from, to == null ? "" : to))).extracting(Problem::toString)
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    @Test
    void all_problems_come_out_at_once() {
        String yaml = changed("next: ask", "next: aks").replace("\"请立即停止转账。\"", "\"{x}\"").replace("keys: \"012\"",
                "keys: \"01\"");
        assertThat(problems(yaml)).extracting(Problem::path).containsExactly("states.greet.next",
                "states.ask.branch.key_2", "states.danger.prompt.tts");
    }

    @Test
    void a_missing_recording_is_refused_unless_the_dialog_is_a_draft() {
        DialogReader reader = new DialogReader((language, file) -> !language.equals("zh-CN") || !file.equals("bye"));
        assertThatThrownBy(() -> reader.read("sample.yaml", SampleDialog.YAML))
                .hasMessageContaining("states.bye.prompt.file: got \"bye\", expected a recording in the folder zh-CN");
        assertThat(reader.read("sample.yaml", "draft: true\n" + SampleDialog.YAML).draft()).isTrue();
    }

    @Test
    void the_hash_is_the_contents_not_the_layouts() {
        String hash = SampleDialog.dialog().sha256();
        String other = "# a remark\n" + changed("pass: { next: bye }", "pass:\n      next: \"bye\"  # another")
                .replace("dialog: warn-transfer\nversion: 3\n", "version: '3'\ndialog: warn-transfer\ndraft:\n");
        assertThat(SampleDialog.read(other).sha256()).isEqualTo(hash);
        assertThat(SampleDialog.read(changed("民警正忙。", "民警正忙！")).sha256()).isNotEqualTo(hash);
        assertThat(SampleDialog.read(changed("tags: [unconfirmed]", "tags: [unconfirmed, b]")).sha256())
                .isNotEqualTo(SampleDialog.read(changed("tags: [unconfirmed]", "tags: [b, unconfirmed]")).sha256());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shipped")
    void a_shipped_dialog_is_right_named_like_its_file_and_said_in_a_minute(Path file) throws Exception {
        Dialog dialog = new DialogReader((_, _) -> false).read(file);
        assertThat(dialog.name() + ".yaml").isEqualTo(file.getFileName().toString());
        assertThat(dialog.spoken()).isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(Files.readString(file)).contains("96110");
    }

    @Test
    void there_is_a_dialog_for_every_common_fraud() throws Exception {
        StringBuilder all = new StringBuilder();
        for (Path file : shipped().toList()) {
            all.append(Files.readString(file).lines().findFirst().orElse("")).append('\n');
        }
        assertThat(all).contains("通用预警", "刷单返利", "虚假网络投资理财", "虚假网络贷款", "冒充电商物流客服", "冒充公检法", "虚假征信", "冒充领导熟人", "养老诈骗",
                "蒙古语");
    }
}
