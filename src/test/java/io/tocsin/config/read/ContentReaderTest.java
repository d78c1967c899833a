package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people write in the console is data: it reads nothing of the machine. */
class ContentReaderTest {
    @Test
    void a_script_or_a_dictionary_refers_to_no_file_and_to_no_variable(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("store.key"), "s3cret");
        for (String reference : List.of("${file:" + secret + "}", "${HOME}")) {
            assertThatThrownBy(() -> ContentReader.script("a",
                    "match: [x]\nzh: 甲\nen: A\nsay: { zh: [\"" + reference + "\"] }\n"))
                    .hasMessageContaining("say.zh[0]: got a ${, expected a text without")
                    .hasMessageNotContaining("s3cret");
            assertThatThrownBy(() -> ContentReader.dictionary("review",
                    "version: 2\ndispositions: { a: { zh: \"" + reference + "\", en: A, key: 1 } }\n"))
                    .hasMessageContaining("got a ${, expected a text without")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void a_sign_of_money_stays_one() {
        assertThat(ContentReader.script("a", "match: [x]\nzh: 甲\nen: A\nsay: { zh: [\"$5 {x}\"] }\n").say())
                .containsExactly("$5 {x}");
    }
}
