package io.tocsin.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The console's files that the program carries, by name as {@code app/main.js}, and Vue as
 * {@code lib/vue.js}. Their version is the hash of all, so that addresses with it never change
 * their content.
 */
final class ConsoleFiles {
    private static final String ROOT = "/io/tocsin/console";
    private static final String VUE = "org.webjars.npm/vue";
    private static final String PAGE = "index.html";
    private static final int VERSION_DIGITS = 12;

    private final Map<String, PackedFile> files = new TreeMap<>();
    private final PackedFile page;
    private final String version;

    /**
     * Reads and packs all of them.
     *
     * @throws IllegalStateException when the program lacks one
     */
    ConsoleFiles() {
        try {
            Map<String, byte[]> raw = shipped();
            byte[] template = raw.remove(PAGE);
            if (template == null) {
                throw new IllegalStateException("the program lacks the console's " + PAGE);
            }
            raw.put("lib/vue.js", vue());
            version = version(raw, template);
            raw.forEach((name, content) -> files.put(name, PackedFile.of(name, content)));
            page = PackedFile.of(PAGE, filled(new String(template, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the console's files cannot be read", e);
        }
    }

    /** The hash of all files, a part of their addresses. */
    String version() {
        return version;
    }

    /** The page that everything begins with. */
    PackedFile page() {
        return page;
    }

    /** A file; empty when there is none of this name. */
    Optional<PackedFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private byte[] filled(String template) {
        // A browser that knows all modules of the first screen at once does not find them one behind the
        // other.
        String modules = names("\\.js", "app/|lib/").map(name -> "<link rel=\"modulepreload\" href=\"" + address(name)
                + "\">").collect(Collectors.joining("\n  "));
        String styles = names("\\.css", "").map(name -> "<link rel=\"stylesheet\" href=\"" + address(name) + "\">")
                .collect(Collectors.joining("\n  "));
        return template.replace("<!-- modules -->", modules).replace("<!-- styles -->", styles)
                .replace("{version}", version).getBytes(StandardCharsets.UTF_8);
    }

    private Stream<String> names(String ending, String folders) {
        return files.keySet().stream().filter(name -> name.matches("(" + folders + ").*" + ending));
    }

    private String address(String name) {
        return "/console/" + version + "/" + name;
    }

    private static Map<String, byte[]> shipped() throws IOException {
        URL root = ConsoleFiles.class.getResource(ROOT + "/" + PAGE);
        if (root == null) {
            throw new IllegalStateException("the program lacks " + ROOT);
        }
        try {
            URI uri = root.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return below(Path.of(uri).resolveSibling("."));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return below(jar.getPath(ROOT));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program is at an address that is none: " + root, e);
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

    private static byte[] vue() throws IOException {
        Properties about = new Properties();
        try (InputStream in = resource("/META-INF/maven/" + VUE + "/pom.properties")) {
            about.load(in);
        }
        String build = "/META-INF/resources/webjars/vue/" + about.getProperty("version")
                + "/dist/vue.runtime.esm-browser.prod.js";
        try (InputStream in = resource(build)) {
            return in.readAllBytes();
        }
    }

    private static InputStream resource(String name) {
        InputStream in = ConsoleFiles.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the program lacks " + name);
        }
        return in;
    }

    private static String version(Map<String, byte[]> raw, byte[] page) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            raw.forEach((name, content) -> {
                digest.update((name + ":" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(page)).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
