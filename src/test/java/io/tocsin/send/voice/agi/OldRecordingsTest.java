package io.tocsin.send.voice.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldRecordingsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    @TempDir
    Path folder;

    @Test
    void what_is_older_than_its_retention_goes_and_nothing_else() throws IOException {
        Path old = file("w0abc-1.wav", 31);
        Path fresh = file("w0abc-2.wav", 29);
        Path other = file("notes.wav", 400);
        RecordingConfig config = new RecordingConfig(true, folder.toString(), Duration.ofDays(30));
        assertThat(new OldRecordings(config, InstantSource.fixed(NOW)).delete()).isEqualTo(1);
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        assertThat(other).exists();
    }

    @Test
    void a_folder_on_another_machine_is_its_own_affair() {
        RecordingConfig config = new RecordingConfig(true, "/nowhere/recordings", Duration.ofDays(30));
        assertThat(new OldRecordings(config, InstantSource.fixed(NOW)).delete()).isZero();
    }

    private Path file(String name, int days) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(days))));
        return file;
    }
}
