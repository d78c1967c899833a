package io.tocsin.send.voice.prompt.engine;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.net.HttpCaller;
import io.tocsin.send.voice.prompt.sound.Sound;
import io.tocsin.send.voice.prompt.sound.WavReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A server that is asked for speech over HTTP. After three faults in a row it is left alone for a
 * while that grows to a minute, so that calls go on without it instead of waiting.
 */
public final class HttpEngine implements SpeechEngine {
    /** Three minutes at 22,050 Hz, as base64. */
    private static final int MOST_BYTES = 12 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpSpeechConfig config;
    private final HttpCaller caller;
    private final InstantSource clock;
    private final Rest rest;

    /**
     * A server that is asked like that.
     *
     * @param clock tells how much time is left, and when the server is asked again
     */
    public HttpEngine(HttpSpeechConfig config, HttpCaller caller, InstantSource clock) {
        this.config = config;
        this.caller = caller;
        this.clock = clock;
        rest = new Rest(clock);
    }

    @Override
    public String identity() {
        return "http " + config.method() + " " + config.url() + " " + config.body() + " " + config.audio();
    }

    @Override
    public Sound speak(String text, String language, Duration within) throws IOException, InterruptedException {
        rest.check();
        HttpCaller.Reply reply = answer(request(text, language), within);
        rest.worked();
        if (reply.status() != 200) {
            // What it does not like about this text it will not like again; it is not broken.
            throw new IOException("the speech server did not speak: it answered " + reply.status());
        }
        return WavReader.read(audio(reply.body()));
    }

    /** Asks until it answers something that will not pass. */
    private HttpCaller.Reply answer(HttpCaller.Request request, Duration within)
            throws IOException, InterruptedException {
        Instant end = clock.instant().plus(within);
        String fault = "no time was left";
        for (int asked = 0; asked <= config.retries() && clock.instant().isBefore(end); asked++) {
            try {
                HttpCaller.Reply reply = caller.call(request, Duration.between(clock.instant(), end), MOST_BYTES);
                if (reply.status() != 408 && reply.status() != 429 && reply.status() < 500) {
                    return reply;
                }
                fault = "it answered " + reply.status();
            } catch (IOException e) {
                fault = e.getMessage() == null ? e.toString() : e.getMessage();
            }
        }
        rest.failed();
        throw new IOException("the speech server did not speak: " + fault);
    }

    private HttpCaller.Request request(String text, String language) {
        String url = fill(config.url(), text, language,
                value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        String body = fill(config.body(), text, language,
                value -> new String(JsonStringEncoder.getInstance().quoteAsString(value)));
        Map<String, String> headers = new HashMap<>();
        config.headers().forEach((name, value) -> headers.put(name, value.reveal()));
        if (!body.isEmpty() && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", "application/json");
        }
        return new HttpCaller.Request(URI.create(url), config.method(), headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** The text last: what stands in it is not filled again. */
    private static String fill(String template, String text, String language, UnaryOperator<String> escape) {
        return template.replace("{language}", escape.apply(language)).replace("{text}", escape.apply(text));
    }

    private byte[] audio(byte[] body) throws IOException {
        if (config.audio().isEmpty()) {
            return body;
        }
        JsonNode node = JSON.readTree(body);
        for (String name : config.audio().split("\\.", -1)) {
            node = node.path(name);
        }
        if (!node.isTextual()) {
            throw new IOException(
                    "got a JSON answer without a text " + config.audio() + ", expected a WAV file in base64");
        }
        String base64 = node.textValue();
        try {
            // Some put the kind before it, as in data:audio/wav;base64,…
            return Base64.getMimeDecoder().decode(base64.substring(base64.indexOf(',') + 1));
        } catch (IllegalArgumentException e) {
            throw new IOException("got " + config.audio() + " that is no base64", e);
        }
    }
}
