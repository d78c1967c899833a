package io.tocsin.cli.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.voice.dialog.SampleDialog;
import io.tocsin.send.voice.dialog.talk.Ending;
import io.tocsin.send.voice.prompt.sound.WavReader;
import io.tocsin.warning.Outcome;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code dialog check}, {@code print} and {@code try} as a person meets them. */
class DialogCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private int run(String... args) {
        return new CommandLine(new DialogCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(args);
    }

    private String file(String name, String yaml) throws Exception {
        Files.createDirectories(folder.resolve("recordings/zh-CN"));
        Files.writeString(folder.resolve("recordings/zh-CN/bye.wav"), "");
        return Files.writeString(folder.resolve(name), yaml).toString();
    }

    @Test
    void check_goes_on_after_a_wrong_file_and_fails_at_the_end() throws Exception {
        String wrong = file("wrong.yaml", SampleDialog.YAML.replace("next: ask", "next: aks"));
        String right = file("right.yaml", SampleDialog.YAML);
        assertThat(run("check", wrong, right)).isEqualTo(1);
        assertThat(err.toString()).contains(wrong + ":16:5 states.greet.next: got \"aks\"").contains("1 problem");
        assertThat(out.toString()).contains(right + ": ok, warn-transfer@3+").contains("8 states");
        assertThat(run("check", right)).isZero();
    }

    @Test
    void a_file_that_is_not_there_and_no_command_are_wrong_usage() {
        assertThat(run("check", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml: no such file");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void a_recording_that_is_missing_fails_the_check_and_is_listed_for_a_draft() throws Exception {
        String missing = file("m.yaml", SampleDialog.YAML.replace("file: bye", "file: other"));
        assertThat(run("check", missing)).isEqualTo(1);
        assertThat(err.toString()).contains("states.bye.prompt.file: got \"other\"");
        String draft = file("d.yaml", "draft: true\n" + SampleDialog.YAML.replace("file: bye", "file: other"));
        assertThat(run("check", draft)).isZero();
        assertThat(out.toString()).contains("a draft, to be recorded: zh-CN/other.wav");
    }

    @Test
    void print_shows_what_is_signed_off() throws Exception {
        assertThat(run("print", file("right.yaml", SampleDialog.YAML))).isZero();
        assertThat(out.toString()).contains("warn-transfer, version 3, zh-CN",
                "sha256 " + SampleDialog.dialog().sha256(), "danger  [flags the call on entry]",
                "请立即停止转账。  (to its end)", "→ danger  [self_reported]", "recording zh-CN/bye",
                "no-response before the prompt's end, understood after",
                "victim            → end_ok  [flags the call]");
    }

    @Test
    void try_reads_keys_words_silence_and_hanging_up() throws Exception {
        assertThat(talk("\n我没有\n1\n").outcome()).isEqualTo(Outcome.UNDERSTOOD);
        assertThat(out.toString()).contains("robot> 没有听到。", "[keys 0129 or words, 5.0 s]", "[the robot hangs up]");
        assertThat(talk("让我转账\n2\nh\n").outcome()).isEqualTo(Outcome.VICTIM_SUSPECTED);
        assertThat(out.toString()).contains("[FLAGGED: victim in ask]");
        assertThat(talk("0\nanswered\n").outcome()).isEqualTo(Outcome.TRANSFERRED);
        assertThat(talk("t\n").how()).isEqualTo(Ending.How.DEADLINE);
        assertThat(talk("").how()).isEqualTo(Ending.How.HUNG_UP);
    }

    private Ending talk(String lines) throws Exception {
        return new Telephone(SampleDialog.dialog(), new BufferedReader(new StringReader(lines)), new PrintWriter(out))
                .hold(Map.of(), 0);
    }

    @Test
    void speak_writes_every_prompt_and_how_it_is_read() throws Exception {
        String dialog = file("right.yaml", SampleDialog.YAML.replace("这里是", "银行，"));
        assertThat(run("speak", dialog, "--out", folder.resolve("out").toString(), "--var", "city=呼伦贝尔")).isOne();
        assertThat(err.toString()).contains("bye.prompt: got 0 bytes that are no WAV file");
        assertThat(out.toString()).contains("呼伦贝尔反诈中心。", "yin2 hang2， hu1 lun2 bei4 er3 fan3 zha4 zhong1 xin1。");
        for (String name : new String[]{"greet.prompt", "greet.prompt-2", "ask.noinput-0-.prompt", "danger.prompt"}) {
            byte[] wav = Files.readAllBytes(folder.resolve("out").resolve(name + ".wav"));
            assertThat(WavReader.read(wav).length())
                    .isBetween(Duration.ofMillis(700), Duration.ofSeconds(6));
        }
        Files.write(folder.resolve("recordings/zh-CN/bye.wav"),
                Files.readAllBytes(folder.resolve("out/danger.prompt.wav")));
        assertThat(run("speak", dialog, "--out", folder.resolve("out").toString())).isZero();
        assertThat(folder.resolve("out/bye.prompt.wav")).exists();
    }
}
