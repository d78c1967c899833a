package io.tocsin.send.voice.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.send.voice.prompt.engine.EspeakConfig;
import io.tocsin.send.voice.prompt.engine.EspeakEngine;
import io.tocsin.send.voice.prompt.engine.SpeechEngine;
import io.tocsin.send.voice.prompt.sound.Sound;
import io.tocsin.send.voice.prompt.sound.SoundFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts are made once, kept, and never fatal. */
class SpokenPromptsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");

    @TempDir
    private Path folder;

    private final FakeEngine engine = new FakeEngine();
    private final List<SpokenPrompts> open = new ArrayList<>();
    private volatile Instant now = START;

    private SpokenPrompts prompts(SpeechEngine speaks, long maxBytes, int warmQueue) throws IOException {
        SpokenPrompts prompts = new SpokenPrompts(
                new PromptConfig(folder.resolve("kept"), "/pbx/sounds", maxBytes, -20, warmQueue),
                new PromptSources(speaks, LONG, folder.resolve("recordings")), 2, () -> now);
        open.add(prompts);
        return prompts;
    }

    private SpokenPrompts prompts() throws IOException {
        return prompts(engine, 10_000_000, 100);
    }

    private static Utterance say(String text) {
        return new Utterance(text, "", "zh-CN");
    }

    private Path file(String sound) {
        return folder.resolve("kept").resolve(sound.substring("/pbx/sounds/".length()) + ".alaw");
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            return files.count();
        }
    }

    @AfterEach
    void close() {
        engine.gate.countDown();
        open.forEach(SpokenPrompts::close);
    }

    @Test
    void a_text_is_made_once_and_found_again_after_a_restart() throws IOException {
        String sound = prompts().sound(say("您好，96110。"), LONG).orElseThrow();
        assertThat(sound).matches("/pbx/sounds/[0-9a-f]{64}");
        assertThat(file(sound)).hasSize(8000);
        assertThat(Files.getPosixFilePermissions(file(sound))).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        // The same when it is said the same.
        SpokenPrompts again = prompts();
        assertThat(again.sound(say("您好， ９６１１０。"), LONG)).contains(sound);
        assertThat(again.sound(say("您好，九六幺幺零。"), LONG)).contains(sound);
        assertThat(engine.spoken).containsExactly("您好，九六幺幺零。");
        assertThat(files()).isOne();
        assertThat(again.counts()).isEqualTo(new PromptCounts(0, 2, 0, 0, 0, 0, 0, 1, Files.size(file(sound))));
    }

    @Test
    void what_sounds_otherwise_is_another_sound() throws IOException {
        String sound = prompts().sound(say("您好"), LONG).orElseThrow();
        assertThat(prompts().sound(new Utterance("您好", "", "zh-HK"), LONG)).isPresent().get().isNotEqualTo(sound);
        engine.identity = "hum louder";
        assertThat(prompts().sound(say("您好"), LONG)).isPresent().get().isNotEqualTo(sound);
        SpokenPrompts quieter = new SpokenPrompts(
                new PromptConfig(folder.resolve("kept"), "/pbx/sounds", 10_000_000, -30, 1),
                new PromptSources(engine, LONG, folder), 1, () -> now);
        open.add(quieter);
        assertThat(quieter.sound(say("您好"), LONG)).isPresent().get().isNotEqualTo(sound);
        assertThat(files()).isEqualTo(4);
    }

    @Test
    void many_calls_that_want_one_text_have_it_made_once() throws Exception {
        engine.gate = new CountDownLatch(1);
        SpokenPrompts prompts = prompts();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<String>> call = () -> prompts.sound(say("您好"), LONG);
            List<Future<Optional<String>>> sounds = IntStream.range(0, 50).mapToObj(_ -> calls.submit(call)).toList();
            await().atMost(LONG).until(() -> prompts.counts().misses() == 50 && engine.spoken.size() == 1);
            engine.gate.countDown();
            for (Future<Optional<String>> sound : sounds) {
                assertThat(sound.get()).isPresent();
            }
        }
        assertThat(engine.spoken).hasSize(1);
        assertThat(prompts.counts().made()).isOne();
    }

    @Test
    void who_cannot_wait_gets_nothing_and_the_next_one_finds_it() throws IOException {
        engine.gate = new CountDownLatch(1);
        SpokenPrompts prompts = prompts();
        assertThat(prompts.sound(say("您好"), Duration.ofMillis(1))).isEmpty();
        assertThat(prompts.counts().late()).isOne();
        engine.gate.countDown();
        assertThat(prompts.sound(say("您好"), LONG)).isPresent();
        assertThat(engine.spoken).hasSize(1);
    }

    @Test
    void an_engine_that_fails_is_never_fatal_and_tried_again() throws IOException {
        engine.fault = "no tongue";
        SpokenPrompts prompts = prompts();
        assertThat(prompts.sound(say("您好"), LONG)).isEmpty();
        assertThat(prompts.sound(say(" ☎ "), LONG)).isEmpty();
        assertThat(prompts.counts().failed()).isEqualTo(2);
        engine.fault = "";
        assertThat(prompts.sound(say("您好"), LONG)).isPresent();
        engine.millis = 0;
        assertThat(prompts.sound(say("再见"), LONG)).as("silence").isEmpty();
        assertThat(files()).isOne();
    }

    @Test
    void what_was_not_used_for_longest_goes_first() throws IOException {
        engine.millis = 450_000; // 3.6 MB each
        SpokenPrompts prompts = prompts();
        String first = prompts.sound(say("一"), LONG).orElseThrow();
        String second = prompts.sound(say("二"), LONG).orElseThrow();
        assertThat(prompts.sound(say("一"), LONG)).contains(first);
        String third = prompts.sound(say("三"), LONG).orElseThrow();
        assertThat(file(first)).exists();
        assertThat(file(second)).doesNotExist();
        assertThat(file(third)).exists();
        assertThat(prompts.counts().bytes()).isBetween(7_000_000L, 10_000_000L);
        assertThat(prompts.sound(say("二"), LONG)).contains(second);
        assertThat(engine.spoken).containsExactly("一", "二", "三", "二");
    }

    @Test
    void the_order_of_use_is_known_after_a_restart_and_the_bound_holds_from_the_start() throws IOException {
        engine.millis = 450_000;
        String first = prompts().sound(say("一"), LONG).orElseThrow();
        String second = prompts().sound(say("二"), LONG).orElseThrow();
        Files.setLastModifiedTime(file(first), FileTime.from(START.minusSeconds(10_000)));
        Files.setLastModifiedTime(file(second), FileTime.from(START.minusSeconds(20_000)));
        // Used: its time is told to the file.
        assertThat(prompts().sound(say("二"), LONG)).contains(second);
        assertThat(Files.getLastModifiedTime(file(second)).toInstant()).isEqualTo(START);
        Files.write(file(first).resolveSibling("c".repeat(64) + ".alaw"), new byte[5_000_000]);
        prompts();
        assertThat(file(first)).doesNotExist();
        assertThat(file(second)).exists();
    }

    @Test
    void a_folder_that_somebody_cleared_is_filled_again_and_what_a_killed_one_left_goes() throws IOException {
        SpokenPrompts prompts = prompts();
        String sound = prompts.sound(say("您好"), LONG).orElseThrow();
        Files.delete(file(sound));
        assertThat(prompts.sound(say("您好"), LONG)).contains(sound);
        assertThat(file(sound)).exists();
        assertThat(prompts.counts().files()).isOne();
        Path old = Files.write(folder.resolve("kept/1.making"), new byte[1]);
        Path young = Files.write(folder.resolve("kept/2.making"), new byte[1]);
        Files.setLastModifiedTime(old, FileTime.from(START.minusSeconds(4000)));
        Files.setLastModifiedTime(young, FileTime.from(START));
        assertThat(prompts().counts().files()).isOne();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void another_nodes_sound_is_found() throws IOException {
        SpokenPrompts one = prompts();
        SpokenPrompts other = prompts();
        String sound = one.sound(say("您好"), LONG).orElseThrow();
        assertThat(other.sound(say("您好"), LONG)).contains(sound);
        assertThat(other.counts()).extracting(PromptCounts::hits, PromptCounts::files).containsExactly(1L, 1);
    }

    @Test
    void a_recording_is_converted_and_a_changed_one_again() throws IOException {
        Path recording = folder.resolve("recordings/mn/ask.wav");
        Files.createDirectories(recording.getParent());
        Utterance ask = new Utterance("what is recorded", "ask", "mn");
        SpokenPrompts prompts = prompts();
        assertThat(prompts.sound(ask, LONG)).as("not recorded yet").isEmpty();
        float[] samples = new float[44100];
        samples[22050] = 0.1f;
        Files.write(recording, SoundFiles.wav(new Sound(44100, samples)));
        String sound = prompts.sound(ask, LONG).orElseThrow();
        assertThat(file(sound)).isNotEmptyFile();
        assertThat(prompts.sound(ask, LONG)).contains(sound);
        Files.write(recording, SoundFiles.wav(new Sound(22050, samples)));
        Files.setLastModifiedTime(recording, FileTime.from(START));
        assertThat(prompts.sound(ask, LONG)).isPresent().get().isNotEqualTo(sound);
        assertThat(engine.spoken).isEmpty();
        assertThat(prompts.sound(new Utterance("", "../../mn/ask", "mn"), LONG)).isEmpty();
    }

    @Test
    void what_is_warmed_is_there_and_too_much_is_left_out() throws Exception {
        SpokenPrompts prompts = prompts(engine, 10_000_000, 3);
        engine.gate = new CountDownLatch(1);
        prompts.warm(List.of(say("零")));
        await().atMost(LONG).until(() -> engine.spoken.size() == 1);
        // One is being made; of the four others three may wait, and one that waits is not put there twice.
        prompts.warm(List.of(say("一"), say("一"), say("二"), say("三"), say("四")));
        assertThat(prompts.counts()).extracting(PromptCounts::waiting, PromptCounts::leftOut).containsExactly(3, 1L);
        // A call does not wait for them.
        engine.gate.countDown();
        assertThat(prompts.sound(say("五"), LONG)).isPresent();
        assertThat(prompts.awaitWarm(LONG)).isTrue();
        assertThat(prompts.counts()).extracting(PromptCounts::made, PromptCounts::files).containsExactly(5L, 5);
        assertThat(prompts.sound(say("二"), Duration.ZERO)).isPresent();
    }

    @Test
    void a_call_has_its_prompt_made_while_warming_is_stuck() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        engine.gate = stuck;
        SpokenPrompts prompts = prompts();
        prompts.warm(List.of(say("一"), say("二"), say("三")));
        await().atMost(LONG).until(() -> engine.spoken.size() == 1);
        engine.gate = new CountDownLatch(0);
        assertThat(prompts.sound(say("急"), LONG)).isPresent();
        assertThat(prompts.counts().waiting()).isEqualTo(2);
        stuck.countDown();
        assertThat(prompts.awaitWarm(LONG)).isTrue();
    }

    @Test
    void nothing_is_written_after_the_end() throws Exception {
        SpokenPrompts prompts = prompts();
        engine.gate = new CountDownLatch(1);
        prompts.warm(List.of(say("一"), say("二")));
        await().atMost(LONG).until(() -> engine.spoken.size() == 1);
        Thread closing = Thread.ofVirtual().start(prompts::close);
        // It waits for what is being made, or has done so long enough.
        await().atMost(LONG).until(() -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
        engine.gate.countDown();
        closing.join();
        await("what was being made").atMost(LONG).until(() -> prompts.counts().made() == 1);
        assertThat(prompts.sound(say("三"), LONG)).isEmpty();
        assertThat(engine.spoken).containsExactly("一");
    }

    @Test
    void espeak_ng_says_it() throws Exception {
        String sound = prompts(new EspeakEngine(EspeakConfig.defaults()), 10_000_000, 1)
                .sound(say("请马上停止转账，挂断对方的电话。"), LONG).orElseThrow();
        assertThat(Files.size(file(sound)) / 8000.0).isBetween(2.5, 5.5);
    }
}
