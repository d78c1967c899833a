package io.tocsin.send.voice.prompt.engine;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Secret;
import java.util.Map;

/**
 * A server that makes speech.
 *
 * @param url where it is asked; {@code {text}} and {@code {language}} stand for themselves
 *            percent-encoded
 * @param method GET, POST or PUT
 * @param headers of the request, secrets among them
 * @param body of the request, a JSON text; {@code {text}} and {@code {language}} stand for
 *            themselves, escaped as within a JSON string; empty for none
 * @param audio where in the JSON answer the WAV file stands, base64, as {@code data.audio}; empty
 *            when the answer is the WAV file
 * @param retries how often it is asked again after an answer that might pass, 0 to 5
 */
public record HttpSpeechConfig(String url, String method, Map<String, Secret> headers, String body, String audio,
        int retries) {
    /** Default of {@code method}. */
    public static final String METHOD = "POST";
    /** Default of {@code body}. */
    public static final String BODY = "{\"text\": \"{text}\", \"language\": \"{language}\"}";
    /** Default of {@code retries}. */
    public static final int RETRIES = 1;

    /** Refuses what is out of range. */
    public HttpSpeechConfig {
        headers = Map.copyOf(headers);
        Checks checks = new Checks()
                .matches("url", url, "https?://[^\\s/]+(/\\S*)?", "an address like https://host/path")
                .matches("method", method, "GET|POST|PUT", "GET, POST or PUT")
                .that((url + body).contains("{text}"), "body", body, "{text} in it, or in the url")
                .matches("audio", audio, "|[^.\\s]+(\\.[^.\\s]+)*",
                        "names of fields with dots between them, such as data.audio")
                .between("retries", retries, 0, 5);
        headers.keySet().forEach(name -> checks.that(name.matches("[A-Za-z0-9-]{1,64}"), "headers", name,
                "names of headers"));
        headers.forEach((name, value) -> checks.that(value.reveal().chars().noneMatch(c -> c < 0x20 || c > 0x7E),
                "headers", name + " with a control sign", "printable values"));
        checks.done();
    }
}
