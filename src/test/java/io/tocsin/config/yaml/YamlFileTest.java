package io.tocsin.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
    private static final Unbuilt NOTHING = new Unbuilt(Map.of());

    @TempDir
    private Path folder = Path.of("");

    private String text(byte[] bytes) {
        return new YamlFile("f.yaml", bytes, folder, Map.of("NAME", "ann", "EMPTY", "")).read(NOTHING,
                root -> Optional.of(root.get("a", Kind.ANY_TEXT, "none")));
    }

    private String text(String yaml) {
        return text(yaml.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"a: x, x", "a: 007, 007", "a: 2026-01-01, 2026-01-01", "a: true, true",
            "a:, none", "a: ~, none", "a: null, none", "a: \"null\", null", "``, none", "# nothing, none",
            "a: 'x # y', x # y"})
    void a_scalar_is_the_text_that_stands_there(String yaml, String value) {
        assertThat(text(yaml)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"a: ${NAME}, ann", "a: x-${NAME}-${NAME}, x-ann-ann",
            "a: $${NAME}, ${NAME}",
            "a: $NAME, $NAME"})
    void references_are_replaced_alone_and_inside(String yaml, String value) {
        assertThat(text(yaml)).isEqualTo(value);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_file() {
        assertThat(text("\uFEFFa: x")).isEqualTo("x");
    }

    @Test
    void a_file_is_read_without_its_last_line_break_and_relative_to_the_folder() throws IOException {
        Files.writeString(folder.resolve("secret"), "s3cret\n");
        assertThat(text("a: ${file:secret}")).isEqualTo("s3cret");
        assertThat(text("a: \"${file:" + folder.resolve("secret") + "}\"")).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "a: ${NOPE}|f.yaml:1:4 a: environment variable NOPE is not set",
            "a: ${EMPTY}|f.yaml:1:4 a: ${EMPTY} is empty, expected a value",
            "a: ${file:nope}|f.yaml:1:4 a: file nope cannot be read (NoSuchFileException)",
            "a: ${file:.}|f.yaml:1:4 a: file . cannot be read (IOException)",
            "a: ${NAME|f.yaml:1:4 a: got ${NAME, expected ${ENV_NAME} or ${file:/path} ($${ for a plain ${)",
            "a: ${}|f.yaml:1:4 a: got ${}, expected ${ENV_NAME} or ${file:/path} ($${ for a plain ${)",
            "a: ${NA-ME}|f.yaml:1:4 a: got ${NA-ME}, expected ${ENV_NAME} or ${file:/path} ($${ for a plain ${)",
            "a: [x]|f.yaml:1:4 a: got a list, expected a text",
            "a: {b: c}|f.yaml:1:4 a: got keys and values, expected a text",
            "b: x|f.yaml:1:1 b: unknown key, did you mean a?", "bb: x|f.yaml:1:1 bb: unknown key, expected one of a",
            "{a: x, a: y}|f.yaml:1:8 a: duplicate key, it stands on line 1 already",
            "{[x]: y}|f.yaml:1:2 got a list as a key, expected a name",
            "x|f.yaml:1:1 got \"x\", expected keys and values",
            "- x|f.yaml:1:1 got a list, expected keys and values",
            "a: &x y|f.yaml:1:4 got an anchor (&) or alias (*), expected the value itself; quote a text that begins so",
            "a: *x|f.yaml:1:4 got an anchor (&) or alias (*), expected the value itself; quote a text that begins so",
            "a: !!int 1|f.yaml:1:4 got a tag (!), expected a plain value; quote a text that begins so",
            "a: !!javax.script.ScriptEngineManager [x]|f.yaml:1:4 got a tag (!), expected a plain value; quote a text that begins so"})
    void what_is_wrong_is_told_with_its_place(String yaml, String problem) {
        assertThatThrownBy(() -> text(yaml)).isInstanceOf(InvalidConfigException.class).hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"a: [|2:1", "a: 'x|2:1", "a: b: c|1:5", "`\ta: b`|1:1",
            "a: @x|1:4"})
    void what_is_no_yaml_is_told_with_its_place(String yaml, String place) {
        assertThatThrownBy(() -> text(yaml + "\n")).isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("f.yaml:" + place + " not YAML: ");
    }

    @Test
    void a_second_document_is_refused() {
        assertThatThrownBy(() -> text("a: x\n---\na: y\n"))
                .hasMessage("f.yaml:2:1 got a second document (---), expected one");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        assertThatThrownBy(() -> text("a: 反诈".getBytes(java.nio.charset.Charset.forName("GB18030"))))
                .hasMessage("f.yaml:1:1 got bytes that are not UTF-8, expected UTF-8 text");
    }

    @Test
    void a_long_or_deep_file_is_refused() {
        assertThatThrownBy(() -> text("a: " + "x".repeat(1024 * 1024))).hasMessageContaining("more than 1 MiB");
        assertThatThrownBy(() -> text("a: " + "[".repeat(100_000))).hasMessageContaining("more than 30 levels");
    }

    @Test
    void a_long_secret_file_is_refused() throws IOException {
        Files.writeString(folder.resolve("long"), "x".repeat(64 * 1024 + 1));
        assertThatThrownBy(() -> text("a: ${file:long}")).hasMessageContaining("expected at most 64 KiB");
    }

    @Test
    void a_file_of_garbage_has_a_bounded_list_of_problems() {
        String yaml = "x%d: 1\n".repeat(1000);
        assertThatThrownBy(() -> text(yaml)).isInstanceOfSatisfying(InvalidConfigException.class,
                e -> assertThat(e.problems()).hasSize(200));
    }
}
