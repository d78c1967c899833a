package io.tocsin.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.value.InvalidRecord;
import io.tocsin.send.sms.cmpp.CmppCauses;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.CauseWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A carrier's own words over its protocol's, and the files that come with the program. */
class OwnCausesTest {
    @TempDir
    private Path folder;
    private int written;

    private Path write(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("cmcc.txt"), lines);
        // However coarse the clock of the files is.
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + 5000L * written++));
        return file;
    }

    private static OwnCauses<CauseTable> over(CauseOverrides overrides) {
        return new OwnCauses<>("cmcc", CmppCauses::table, overrides, CauseTable::over);
    }

    @Test
    void a_carriers_file_is_read_again_and_goes_over_its_protocols_table() throws Exception {
        CauseTable usual = CmppCauses.table();
        OwnCauses<CauseTable> causes = new OwnCauses<>("cmcc", () -> usual,
                new CauseOverrides.InFile(write("# ours\nMK:0012 QUOTA over the month's volume 超过月流量\nMK:0001 BUSY\n")),
                CauseTable::over);
        assertThat(causes.get().of("MK:0012")).isEqualTo(new Cause(CauseClass.QUOTA, "MK:0012"));
        assertThat(causes.get().words("MK:0012")).isEqualTo(new CauseWords("over the month's volume", "超过月流量"));
        assertThat(causes.get().of("MK:0001").type()).isEqualTo(CauseClass.BUSY);
        assertThat(causes.get().words("MK:0001")).as("words that it does not say stay")
                .isEqualTo(usual.words("MK:0001"));
        assertThat(causes.get().of("MK:0023").type()).isEqualTo(CauseClass.BUSY);

        write("MK:0012 NETWORK\n");
        causes.look();
        assertThat(causes.get().of("MK:0012").type()).as("it may still be being written").isEqualTo(CauseClass.QUOTA);
        causes.look();
        assertThat(causes.get().of("MK:0012").type()).isEqualTo(CauseClass.NETWORK);
        assertThat(causes.get().of("MK:0001").type()).isEqualTo(CauseClass.PERMANENT);
        write("MK:0012 NOBODY\n");
        causes.look();
        causes.look();
        assertThat(causes.get().of("MK:0012").type()).as("a wrong file changes nothing").isEqualTo(CauseClass.NETWORK);
    }

    @Test
    void classes_in_the_configuration_keep_the_words() {
        OwnCauses<CauseTable> causes = over(new CauseOverrides.Classes(Map.of("MK:*", CauseClass.BUSY)));
        assertThat(causes.get().of("MK:4711").type()).isEqualTo(CauseClass.BUSY);
        assertThat(causes.get().words("MK:4711")).isEqualTo(CmppCauses.table().words("MK:4711"));
        assertThat(causes.get().words("XX:1")).isEqualTo(CauseWords.NONE);
    }

    @Test
    void a_wrong_line_is_named_at_the_start() throws Exception {
        Path file = write("MK:0012 QUOTA\nMK:0013 NOBODY\n");
        assertThatThrownBy(() -> new CauseOverrides.InFile(file)).isInstanceOf(InvalidRecord.class)
                .hasMessageContaining("line 2").hasMessageContaining("NOBODY");
    }

    @ParameterizedTest
    @CsvSource({"sms/cmpp/causes.txt,20", "sms/centres.txt,60", "sms/sgip/causes.txt,40", "sms/smgp/causes.txt,50",
            "sms/smpp/causes.txt,35", "voice/causes.txt,30"})
    void every_code_has_a_class_words_in_two_languages_and_a_source(String file, int more) throws Exception {
        List<String> lines;
        try (InputStream in = CauseFile.class.getResourceAsStream(file)) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        boolean sourced = false;
        int codes = 0;
        for (String line : lines) {
            sourced |= line.startsWith("# Source: ");
            for (CauseTable.Meaning meaning : CauseFile.read(new StringReader(line)).values()) {
                codes++;
                assertThat(sourced).as("source of " + line).isTrue();
                assertThat(meaning.words().english()).as(line).isNotEmpty();
                assertThat(meaning.words().chinese()).as(line).isNotEmpty();
            }
        }
        assertThat(codes).isGreaterThan(more);
    }
}
