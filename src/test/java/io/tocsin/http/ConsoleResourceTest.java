package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the console is served, and what its words and modules hold to. */
class ConsoleResourceTest {
    private static final Path SOURCES = Path.of("src/main/resources/io/tocsin/console");
    private static final int LIGHT = 400_000;
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/console/[^\"]+)\"");
    private final Door door = new Door(new ConsoleResource());

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException {
        // HTTP/1.1: an upgrade that nobody asked about once hung here until the connection was idle too
        // long.
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private List<String> addresses() {
        return ADDRESS.matcher(door.get("/").body()).results().map(found -> found.group(1)).distinct().toList();
    }

    @Test
    void the_first_screen_weighs_at_most_400_kB_and_every_part_of_it_may_be_kept() throws IOException {
        int weight = get("/", "Accept-Encoding", "gzip").body().length;
        assertThat(addresses()).hasSizeGreaterThan(10);
        for (String address : addresses()) {
            HttpResponse<byte[]> answer = get(address, "Accept-Encoding", "br, gzip");
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertThat(header(answer, "Cache-Control")).as(address).contains("immutable");
            assertThat(header(answer, "Content-Encoding")).as(address).isEqualTo("gzip");
            weight += answer.body().length;
        }
        assertThat(weight).isLessThan(LIGHT);
    }

    @Test
    void the_page_is_asked_for_each_time_and_not_sent_again_unchanged() throws IOException {
        HttpResponse<byte[]> page = get("/");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(get("/", "If-None-Match", header(page, "ETag")).statusCode()).isEqualTo(304);
        assertThat(get("/console", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> packed = get("/", "Accept-Encoding", "gzip");
        assertThat(header(packed, "ETag")).isNotEqualTo(header(page, "ETag"));
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(page.body());
        }
        assertThat(header(get("/", "Accept-Encoding", "gzip;q=0"), "Content-Encoding")).isEmpty();
    }

    @Test
    void a_file_of_another_version_is_given_but_not_to_be_kept_and_nothing_else_is() throws IOException {
        HttpResponse<byte[]> other = get("/console/0123/app/main.js");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(header(other, "Cache-Control")).isEqualTo("no-store");
        for (String path : List.of("/console/0/app/none.js", "/console/0/%2e%2e/index.html",
                "/console/0/app/..%2findex.html",
                "/console/0/http/openapi.yaml")) {
            assertThat(get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void both_languages_have_the_same_words_and_the_modules_ask_for_no_others() throws IOException {
        JsonNode chinese = Reading.parse(Files.readString(SOURCES.resolve("app/zh.json")));
        JsonNode english = Reading.parse(Files.readString(SOURCES.resolve("app/en.json")));
        Set<String> keys = new TreeSet<>();
        chinese.fieldNames().forEachRemaining(keys::add);
        Set<String> others = new TreeSet<>();
        english.fieldNames().forEachRemaining(others::add);
        assertThat(others).isEqualTo(keys);
        keys.forEach(key -> assertThat(places(english.path(key).asText())).as(key)
                .isEqualTo(places(chinese.path(key).asText())));
        Pattern asked = Pattern.compile("\\bt\\('([^']+)'[,)]");
        for (Path module : modules()) {
            Matcher found = asked.matcher(Files.readString(module));
            found.results().forEach(each -> assertThat(keys).as(module.toString()).contains(each.group(1)));
        }
    }

    private static Set<String> places(String text) {
        return new TreeSet<>(Pattern.compile("\\{\\w+}").matcher(text).results().map(r -> r.group()).toList());
    }

    @Test
    void what_the_handlers_note_in_the_audit_log_has_words() throws IOException {
        JsonNode chinese = Reading.parse(Files.readString(SOURCES.resolve("app/zh.json")));
        Pattern noted = Pattern.compile("\\.audit\\(\\s*\"([a-z-]+\\.[a-z-]+)\"");
        Set<String> acts = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/tocsin/http"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                noted.matcher(Files.readString(file)).results().forEach(act -> acts.add("act." + act.group(1)));
            }
        }
        assertThat(acts).hasSizeGreaterThan(20).allSatisfy(act -> assertThat(chinese.has(act)).as(act).isTrue());
    }

    @Test
    void modules_import_what_is_there_and_call_nothing_that_the_policy_forbids() throws IOException {
        Pattern imports = Pattern.compile("(?:\\bfrom |import\\()'([^']+)'");
        for (Path module : modules()) {
            String text = Files.readString(module);
            imports.matcher(text).results().forEach(found -> {
                String wanted = found.group(1);
                assertThat(wanted).as(module.toString()).startsWith(".");
                boolean there = wanted.equals("../lib/vue.js") || wanted.equals("./echarts.js")
                        || Files.exists(module.resolveSibling(wanted));
                assertThat(there).as(module + " wants " + wanted).isTrue();
            });
            assertThat(text).as(module.toString()).doesNotContain("eval(", "new Function", "innerHTML",
                    "document.write",
                    "http://", "https://");
        }
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".js")).sorted().toList();
        }
    }
}
