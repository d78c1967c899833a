package io.tocsin.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Folders of files that the program carries, in its jar or beside it, and files of its libraries.
 */
final class ShippedFolder {
    private ShippedFolder() {}

    /**
     * Reads all files below a folder.
     *
     * @param root absolute, without a slash at its end
     * @param known the name of one that is there: a jar need not have an entry for the folder itself
     * @return content by name, as {@code app/main.js}
     * @throws IllegalStateException when the program lacks it
     */
    static Map<String, byte[]> read(String root, String known) {
        URL one = ShippedFolder.class.getResource(root + "/" + known);
        if (one == null) {
            throw new IllegalStateException("the program lacks " + root + "/" + known);
        }
        try {
            URI uri = one.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return below(Path.of(uri).resolveSibling("."));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return below(jar.getPath(root));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program is at an address that is none: " + one, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's " + root + " cannot be read", e);
        }
    }

    private static Map<String, byte[]> below(Path unclean) throws IOException {
        Path folder = unclean.normalize();
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return found;
    }

    /**
     * Reads a file of a library whose address contains the library's version.
     *
     * @param library group and artifact, as {@code org.webjars.npm/vue}
     * @param file the address with {@code {version}}
     * @throws IllegalStateException when the program lacks it
     */
    static byte[] ofLibrary(String library, String file) {
        Properties about = new Properties();
        try (InputStream in = resource("/META-INF/maven/" + library + "/pom.properties")) {
            about.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's " + library + " cannot be read", e);
        }
        try (InputStream in = resource(file.replace("{version}", about.getProperty("version")))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the program's " + file + " cannot be read", e);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = ShippedFolder.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the program lacks " + name);
        }
        return in;
    }
}
