package io.tocsin.send.voice;

import static io.tocsin.send.voice.VoiceRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.voice.agi.AgiSettings;
import io.tocsin.send.voice.agi.FakePrompts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that takes the calls of a real Asterisk and then says nothing, as one does that is
 * stopped or dead-locked: its connections stand, so that nothing but time tells.
 */
@Tag("asterisk")
class AsteriskStandstillTest {
    private static final String DIALOG = TalkRig.DIALOG.replace("timeout_ms: 1000", "timeout_ms: 5000");

    @TempDir
    private static Path folder;
    private static RealAsterisk asterisk;
    private final List<Socket> asked = new CopyOnWriteArrayList<>();
    private ServerSocket deaf;

    @BeforeAll
    static void start() throws Exception {
        asterisk = new RealAsterisk(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        asterisk.close();
    }

    @BeforeEach
    void listen() throws Exception {
        deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    asked.add(deaf.accept());
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
    }

    @AfterEach
    void asterisk_has_nothing_to_complain_of() throws Exception {
        deaf.close();
        assertThat(asterisk.complaints()).filteredOn(line -> !line.contains("no auth ids available")).isEmpty();
    }

    private static VoiceRig rig(DialogResults dialogs, String agi) {
        return new VoiceRig(asterisk.ami(), RealAsterisk.SECRET, VoiceRig.trunk(10, 10_000),
                System.nanoTime() & 0xff_ffff_0000L, dialogs, agi);
    }

    /** The recorded warning is being said; the rest of it would take its time. */
    private static void hearsTheRecordedWarning() {
        eventually(() -> assertThat(asterisk.console("core show channels concise")).contains("!tocsin-static!s!"));
    }

    @Test
    void who_is_not_answered_hears_the_recorded_warning_and_the_next_one_without_waiting() throws Exception {
        try (VoiceRig rig = rig(DialogResults.NONE, "127.0.0.1:" + deaf.getLocalPort()).up()) {
            rig.call("2000");
            hearsTheRecordedWarning();
            assertThat(asked).hasSize(1);
            rig.carrier.send(rig.outgoing("2180", "2000").subList(1, 2));
            eventually(() -> assertThat(asterisk.console("core show channels concise").split("!tocsin-static!s!"))
                    .hasSize(3));
            assertThat(asked).as("the second one asked nobody").hasSize(1);
            asterisk.console("channel request hangup all");
            rig.answers(2);
            assertThat(rig.book.end("2000#0")).startsWith("failed NO_ANSWER static:");
            assertThat(rig.book.end("2000#1")).startsWith("failed NO_ANSWER static:");
        }
    }

    @Test
    void who_is_left_in_the_middle_of_a_dialog_hears_the_recorded_warning() throws Exception {
        String tone = Tones.write(folder, "tone", 1);
        CountDownLatch moves = new CountDownLatch(1);
        FakePrompts locked = new FakePrompts(text -> {
            if (text.contains("没有听到")) {
                // The thread of this call stands still.
                awaitForEver(moves);
            }
            return tone;
        });
        try (TalkRig talk = new TalkRig(AgiSettings.local(0), locked, DIALOG);
                VoiceRig rig = rig(talk.door.results(), talk.door.advertised()).up()) {
            rig.call("2000");
            hearsTheRecordedWarning();
            asterisk.console("channel request hangup all");
            eventually(() -> assertThat(asterisk.console("core show channels concise")).isBlank());
            moves.countDown();
            rig.answers(1);
            assertThat(rig.book.end("2000#0")).startsWith("failed NO_ANSWER static:");
            assertThat(talk.door.counts().live()).isZero();
        }
    }

    private static void awaitForEver(CountDownLatch moves) {
        try {
            moves.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
