package io.tocsin.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@code submit} says about an answer, and about a batch that it follows. */
class FollowTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void a_batch_with_nothing_new_says_so() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = """
                    {"state":"done","counts":{"submitted":3,"accepted":0,"duplicate":2,"rejected":1}}
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI at = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (ApiClient client = new ApiClient(at, "key")) {
            assertThat(new Follow(client, out).toTheEnd("1")).isTrue();
        } finally {
            server.stop(0);
        }
        assertThat(text.toString().strip())
                .isEqualTo("nothing new was in it: 2 rows were accepted before, 1 are rejected");
    }

    @Test
    void rejected_rows_are_listed_tidily_and_counted_when_they_are_too_many() throws IOException {
        JsonNode answer = new ObjectMapper().readTree("""
                {"rejected":1500,"errors":[{"index":0,"ref":"A","field":"phone","message":"got 1"},
                {"index":1,"ref":"B","field":"","message":"got 3 cells"}]}
                """);
        Rejections.of("text/csv").list(answer, out);
        assertThat(text.toString().lines()).endsWith("  row 2, ref A: phone got 1", "  row 3, ref B: got 3 cells",
                "  and 1,498 more that are not listed");
    }
}
