package io.tocsin.config.read;

import io.tocsin.config.yaml.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that relative paths of the file are relative to: its own.
 *
 * @param path the folder
 */
record Folder(Path path) {
    /** A file that is there and can be read. */
    Kind<Path> readable() {
        return Kind.plain("a file that can be read", text -> {
            Path file = path.resolve(text);
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new IllegalArgumentException(text);
            }
            return file;
        });
    }

    /** A folder that is there or can be made. */
    Kind<Path> folder() {
        return Kind.plain("a folder", text -> {
            Path folder = path.resolve(text);
            if (text.isBlank() || (Files.exists(folder) && !Files.isDirectory(folder))) {
                throw new IllegalArgumentException(text);
            }
            return folder;
        });
    }
}
