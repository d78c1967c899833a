package io.tocsin.send.voice.agi.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.AttemptId;
import io.tocsin.warning.WarningId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long recordings are kept. */
class RecordingShelfTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    @TempDir
    private Path folder;

    private Path file(String name, Duration age) throws Exception {
        Path file = Files.createFile(folder.resolve(name));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }

    @Test
    void what_is_older_than_the_retention_is_deleted_and_nothing_else() throws Exception {
        String old = new AttemptId(new WarningId(3, 7, 1), 2) + ".wav";
        String fresh = new AttemptId(new WarningId(3, 7, 2), 1) + ".wav";
        file(old, Duration.ofDays(31));
        file(fresh, Duration.ofDays(29));
        file("somebody-elses.wav", Duration.ofDays(400));
        file(new AttemptId(new WarningId(3, 7, 3), 1) + ".txt", Duration.ofDays(400));
        RecordingShelf shelf = new RecordingShelf(folder, Duration.ofDays(30));
        assertThat(shelf.sweep(NOW)).isOne();
        assertThat(folder.resolve(old)).doesNotExist();
        assertThat(folder).isDirectoryContaining("glob:**/" + fresh)
                .isDirectoryContaining("glob:**/somebody-elses.wav").isDirectoryContaining("glob:**/*.txt");
    }

    @Test
    void a_folder_that_is_on_another_machine_is_left_alone() {
        assertThat(new RecordingShelf(folder.resolve("none"), Duration.ofDays(30)).sweep(NOW)).isZero();
    }
}
