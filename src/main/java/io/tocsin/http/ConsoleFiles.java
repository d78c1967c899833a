package io.tocsin.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The console's files that the program carries, by name as {@code app/main.js}, Vue as
 * {@code lib/vue.js} and ECharts as {@code charts/echarts.js}. Their version is the hash of all, so
 * that addresses with it never change their content.
 */
final class ConsoleFiles {
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
        Map<String, byte[]> raw = ShippedFolder.read("/io/tocsin/console", PAGE);
        byte[] template = Objects.requireNonNull(raw.remove(PAGE), PAGE);
        raw.put("lib/vue.js", ShippedFolder.ofLibrary("org.webjars.npm/vue",
                "/META-INF/resources/webjars/vue/{version}/dist/vue.runtime.esm-browser.prod.js"));
        // Not in lib: what is there, every page loads.
        raw.put("charts/echarts.js", ShippedFolder.ofLibrary("org.mvnpm/echarts",
                "/META-INF/resources/_static/echarts/{version}/dist/echarts.esm.min.js"));
        version = version(raw, template);
        raw.forEach((name, content) -> files.put(name, PackedFile.of(name, content)));
        page = PackedFile.of(PAGE, filled(new String(template, StandardCharsets.UTF_8)));
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
