package io.tocsin.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The house's numbers, counted in a tree of sources: each method returns what is wrong, in words.
 */
public final class Numbers {
    private static final int MEDIAN = 80;
    private static final int NINETY_PERCENT = 200;
    private static final int LONGEST = 400;
    private static final int MOST_FILES = 12;
    private static final Set<String> CROWDED = Set.of("cmpp", "sgip", "smgp", "smpp", "http", "cli", "warning");
    private static final Pattern WRITTEN = Pattern.compile(".*\\.(java|lua|js|css|html)");
    private static final Pattern DESCRIBED = Pattern.compile(
            "/\\*\\*\\s*(\\*\\s*)?[A-Z].*?[.?]\\s.*?\\*/.*@NullMarked.*",
            Pattern.DOTALL);

    private final Path root;

    /** Counts in the tree below the folder. */
    public Numbers(Path root) {
        this.root = root;
    }

    /** Files above 400 lines; of Java, scripts and pages. */
    public List<String> longFiles() {
        return files().filter(file -> WRITTEN.matcher(file.toString()).matches()).filter(file -> lines(file) > LONGEST)
                .map(file -> name(file) + ": got " + lines(file) + " lines, expected at most " + LONGEST).toList();
    }

    /** A median above 80 lines or a tenth of the files above 200. */
    public List<String> longOnTheWhole() {
        List<Integer> sizes = files().filter(Numbers::isJava).map(Numbers::lines).sorted().toList();
        List<String> wrong = new ArrayList<>();
        if (!sizes.isEmpty()) {
            atMost(MEDIAN, sizes.get((sizes.size() - 1) / 2), "the median of Java files", wrong);
            atMost(NINETY_PERCENT, sizes.get((sizes.size() * 9 + 9) / 10 - 1), "nine in ten Java files", wrong);
        }
        return wrong;
    }

    /**
     * Packages of more than 12 files that have no sub-package; what describes the package does not
     * count.
     */
    public List<String> crowdedPackages() {
        return packages().filter(folder -> !CROWDED.contains(folder.getFileName().toString()))
                .filter(folder -> list(folder).noneMatch(Files::isDirectory))
                .filter(folder -> classes(folder) > MOST_FILES)
                .map(folder -> name(folder) + ": got " + classes(folder) + " files, expected at most " + MOST_FILES
                        + " in a package without a sub-package")
                .toList();
    }

    /**
     * Packages without a package-info.java that says in a sentence what they are and is
     * {@code @NullMarked}.
     */
    public List<String> undescribedPackages() {
        return packages().filter(folder -> !DESCRIBED.matcher(read(folder.resolve("package-info.java"))).matches())
                .map(folder -> name(folder) + ": expected a package-info.java with a sentence and @NullMarked")
                .toList();
    }

    /** Packages that have a class of their own. */
    private Stream<Path> packages() {
        return files().filter(Numbers::isJava).map(Path::getParent).collect(Collectors.toSet()).stream().sorted();
    }

    private Stream<Path> files() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long classes(Path folder) {
        return list(folder).filter(Numbers::isJava).filter(file -> !file.endsWith("package-info.java")).count();
    }

    private static boolean isJava(Path file) {
        return file.toString().endsWith(".java");
    }

    private static int lines(Path file) {
        return (int) read(file).lines().count();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void atMost(int bound, int got, String what, List<String> wrong) {
        if (got > bound) {
            wrong.add(what + ": got up to " + got + " lines, expected at most " + bound);
        }
    }

    private String name(Path path) {
        return root.relativize(path).toString();
    }
}
