package io.tocsin.send.voice.prompt.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.config.value.Secret;
import io.tocsin.net.JdkHttpCaller;
import io.tocsin.send.voice.prompt.sound.Sound;
import io.tocsin.send.voice.prompt.sound.SoundFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real HTTP server that speaks, or does not. */
class HttpEngineTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final byte[] WAV = SoundFiles.wav(new Sound(16_000, new float[1600]));

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(int status, byte[] body) {}

    private final JdkHttpCaller caller = new JdkHttpCaller();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch silent = new CountDownLatch(1);
    private HttpServer server;
    private volatile Instant now = Instant.parse("2026-11-26T08:00:00Z");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        silent.countDown();
        caller.close();
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Answer answer;
        synchronized (answers) {
            answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        }
        if (answer.status() == 0) {
            try {
                silent.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.sendResponseHeaders(Math.max(200, answer.status()),
                answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private HttpEngine engine(String path, String method, String body, String audio, int retries) {
        return new HttpEngine(new HttpSpeechConfig("http://127.0.0.1:" + server.getAddress().getPort() + path, method,
                Map.of("Authorization", Secret.of("Bearer hush")), body, audio, retries), caller, () -> now);
    }

    private HttpEngine engine(int retries) {
        return engine("/speak", "POST", HttpSpeechConfig.BODY, "", retries);
    }

    private void answers(int status, byte[] body) {
        answers.add(new Answer(status, body));
    }

    @Test
    void a_wav_file_is_the_answer() throws Exception {
        answers(200, WAV);
        Sound sound = engine(0).speak("您好\"\\，", "zh-CN", LONG);
        assertThat(sound.rate()).isEqualTo(16_000);
        assertThat(sound.samples()).hasSize(1600);
        assertThat(asked).containsExactly("POST /speak Bearer hush application/json "
                + "{\"text\": \"您好\\\"\\\\，\", \"language\": \"zh-CN\"}");
    }

    @Test
    void a_wav_file_stands_in_a_json_answer() throws Exception {
        String base64 = Base64.getEncoder().encodeToString(WAV);
        answers(200, ("{\"data\": {\"audio\": \"" + base64 + "\"}}").getBytes(StandardCharsets.UTF_8));
        answers(200, ("{\"data\": {\"audio\": \"data:audio/wav;base64," + base64 + "\"}}")
                .getBytes(StandardCharsets.UTF_8));
        answers(200, "{\"data\": {\"error\": 7}}".getBytes(StandardCharsets.UTF_8));
        HttpEngine engine = engine("/", "POST", HttpSpeechConfig.BODY, "data.audio", 0);
        assertThat(engine.speak("您好", "zh-CN", LONG).samples()).hasSize(1600);
        assertThat(engine.speak("您好", "zh-CN", LONG).samples()).hasSize(1600);
        assertThatThrownBy(() -> engine.speak("您好", "zh-CN", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("without a text data.audio");
    }

    @Test
    void the_text_may_stand_in_the_address() throws Exception {
        answers(200, WAV);
        engine("/say?q={text}&l={language}", "GET", "", "", 0).speak("您 好&", "zh-CN", LONG);
        assertThat(asked).containsExactly(
                "GET /say?q=%E6%82%A8%20%E5%A5%BD%26&l=zh-CN Bearer hush null ");
    }

    @Test
    void an_answer_that_may_pass_is_asked_for_again_and_one_that_will_not_is_not() throws Exception {
        answers(503, new byte[0]);
        answers(200, WAV);
        answers(400, new byte[0]);
        HttpEngine engine = engine(1);
        assertThat(engine.speak("您好", "zh-CN", LONG).samples()).hasSize(1600);
        assertThat(asked).hasSize(2);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> engine.speak("您好", "zh-CN", LONG)).isInstanceOf(IOException.class)
                    .hasMessage("the speech server did not speak: it answered 400");
        }
        assertThat(asked).as("not retried, and no reason to leave it alone").hasSize(7);
    }

    @Test
    void a_server_that_fails_three_times_is_left_alone_for_a_while() throws Exception {
        answers(500, new byte[0]);
        HttpEngine engine = engine(0);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> engine.speak("您好", "zh-CN", LONG)).hasMessageContaining("it answered 500");
        }
        assertThatThrownBy(() -> engine.speak("您好", "zh-CN", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("left alone");
        assertThat(asked).hasSize(3);
        now = now.plusSeconds(2);
        assertThatThrownBy(() -> engine.speak("您好", "zh-CN", LONG)).hasMessageContaining("it answered 500");
        now = now.plusSeconds(3);
        assertThatThrownBy(() -> engine.speak("您好", "zh-CN", LONG)).as("4 s now").hasMessageContaining("left alone");
        now = now.plusSeconds(1);
        synchronized (answers) {
            answers.clear();
            answers(200, WAV);
        }
        assertThat(engine.speak("您好", "zh-CN", LONG).samples()).hasSize(1600);
        assertThat(asked).hasSize(5);
    }

    @Test
    void one_that_does_not_answer_is_given_up_at_the_deadline() {
        answers(0, WAV);
        HttpEngine engine = engine(0);
        assertThatThrownBy(() -> engine.speak("您好", "zh-CN", Duration.ofMillis(300))).isInstanceOf(IOException.class)
                .hasMessage("the speech server did not speak: no answer within 300 ms");
    }

    @Test
    void what_is_no_sound_and_nobody_there_are_told() {
        answers(200, "<html>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> engine(0).speak("您好", "zh-CN", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("no WAV file");
        HttpEngine nobody = engine(0);
        server.stop(0);
        assertThatThrownBy(() -> nobody.speak("您好", "zh-CN", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("no connection");
    }

    @Test
    void an_answer_without_end_is_cut() {
        answers(200, new byte[13 << 20]);
        assertThatThrownBy(() -> engine(0).speak("您好", "zh-CN", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("did not speak");
    }
}
