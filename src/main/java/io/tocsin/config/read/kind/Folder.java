package io.tocsin.config.read.kind;

import io.tocsin.config.yaml.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The folder that relative paths of the file are relative to: its own.
 *
 * @param path the folder
 */
public record Folder(Path path) {
    /** A file that is there and can be read. */
    public Kind<Path> readable() {
        return Kind.plain("a file that can be read", text -> {
            Path file = path.resolve(text);
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new IllegalArgumentException(text);
            }
            return file;
        });
    }

    /** A PEM file that holds something of that label. */
    public Kind<Path> pem(String label) {
        String expected = "a PEM file with a " + label.toLowerCase(Locale.ROOT);
        return Kind.plain(expected, text -> {
            Path file = readable().parse().apply(text);
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                if (lines.noneMatch(line -> line.startsWith("-----BEGIN ") && line.contains(label))) {
                    throw new IllegalArgumentException(text);
                }
                return file;
            } catch (IOException e) {
                throw new IllegalArgumentException(text, e);
            }
        });
    }

    /** A folder that is there and can be read. */
    public Kind<Path> existing() {
        return Kind.plain("a folder that can be read", text -> {
            Path folder = path.resolve(text);
            if (text.isBlank() || !Files.isDirectory(folder) || !Files.isReadable(folder)) {
                throw new IllegalArgumentException(text);
            }
            return folder.normalize();
        });
    }

    /** A folder that is there or can be made. */
    public Kind<Path> folder() {
        return Kind.plain("a folder", text -> {
            Path folder = path.resolve(text);
            if (text.isBlank() || (Files.exists(folder) && !Files.isDirectory(folder))) {
                throw new IllegalArgumentException(text);
            }
            return folder;
        });
    }
}
