package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.house.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers for the house of docs/architecture.md, and that each can be exceeded. */
class HouseNumbersTest {
    private static final Numbers PROGRAM = new Numbers(Path.of("src/main"));
    private static final Numbers JAVA = new Numbers(Path.of("src/main/java"));
    private static final Numbers TESTS = new Numbers(Path.of("src/test"));
    private static final String DESCRIPTION = "/**\n * What it is.\n */\n@NullMarked\npackage p;\n";

    @TempDir
    private Path folder;

    @Test
    void no_file_is_longer_than_400_lines() {
        assertThat(PROGRAM.longFiles()).isEmpty();
        assertThat(TESTS.longFiles()).isEmpty();
    }

    @Test
    void files_are_short_on_the_whole() {
        assertThat(PROGRAM.longOnTheWhole()).isEmpty();
    }

    @Test
    void no_package_is_crowded() {
        assertThat(JAVA.crowdedPackages()).isEmpty();
    }

    @Test
    void every_package_says_what_it_is() {
        assertThat(JAVA.undescribedPackages()).isEmpty();
    }

    @Test
    void every_package_of_tests_alone_says_what_it_is() {
        assertThat(new Numbers(Path.of("src/test/java")).undescribedPackages()).filteredOn(
                line -> !Files.exists(Path.of("src/main/java", line.split(":", 2)[0], "package-info.java"))).isEmpty();
    }

    @Test
    void a_file_of_401_lines_is_named() throws Exception {
        write("a/Fits.java", 400);
        write("a/Long.java", 401);
        write("a/long.lua", 401);
        assertThat(new Numbers(folder).longFiles()).containsExactly(
                "a/Long.java: got 401 lines, expected at most 400", "a/long.lua: got 401 lines, expected at most 400");
    }

    @Test
    void a_median_of_81_lines_is_too_much() throws Exception {
        List.of(10, 81, 300).forEach(lines -> write("a/F" + lines + ".java", lines));
        assertThat(new Numbers(folder).longOnTheWhole()).contains(
                "the median of Java files: got up to 81 lines, expected at most 80");
    }

    @Test
    void one_long_file_in_ten_is_allowed_and_two_are_not() throws Exception {
        for (int i = 0; i < 9; i++) {
            write("a/F" + i + ".java", 10);
        }
        write("a/Long.java", 390);
        assertThat(new Numbers(folder).longOnTheWhole()).isEmpty();
        write("a/F1.java", 201);
        assertThat(new Numbers(folder).longOnTheWhole()).containsExactly(
                "nine in ten Java files: got up to 201 lines, expected at most 200");
    }

    @Test
    void a_thirteenth_file_needs_a_sub_package_except_in_a_protocol() throws Exception {
        for (int i = 0; i < 13; i++) {
            write("dispatch/F" + i + ".java", 1);
            write("cmpp/F" + i + ".java", 1);
        }
        write("dispatch/package-info.java", 1);
        assertThat(new Numbers(folder).crowdedPackages()).containsExactly(
                "dispatch: got 13 files, expected at most 12 in a package without a sub-package");
        write("dispatch/lane/Lane.java", 1);
        assertThat(new Numbers(folder).crowdedPackages()).isEmpty();
    }

    @Test
    void a_package_without_a_sentence_or_null_marking_is_named() throws Exception {
        for (String name : List.of("good", "bare", "mute", "nullable")) {
            write(name + "/A.java", 1);
        }
        Files.writeString(folder.resolve("good/package-info.java"), DESCRIPTION);
        Files.writeString(folder.resolve("mute/package-info.java"), DESCRIPTION.replace("What it is.", ""));
        Files.writeString(folder.resolve("nullable/package-info.java"), DESCRIPTION.replace("@NullMarked", ""));
        assertThat(new Numbers(folder).undescribedPackages()).extracting(line -> line.split(":", 2)[0])
                .containsExactly("bare", "mute", "nullable");
    }

    private void write(String name, int lines) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x\n".repeat(lines));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
