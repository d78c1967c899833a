package io.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.ApiKey;
import io.tocsin.access.Scope;
import io.tocsin.cli.connect.Connector;
import io.tocsin.config.read.ConfigReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a person meets it: {@code check}, {@code key}, help and exit codes. */
class CommandLineTest {
    private static final ConfigReader READER = new ConfigReader(
            Map.of("CMCC_SECRET", "s", "AMI_SECRET", "s", "SMPP_SECRET", "s",
                    "CTCC_SECRET", "s", "CUCC_SECRET", "s"),
            "box");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Command(name = "fail")
    static final class Failing implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("no luck");
        }
    }

    private int run(List<Connector> connectors, String... args) {
        CommandLine line = TocsinCommand.with(
                List.of(new CheckCommand(READER, connectors), new KeyCommand(ApiKey::fresh), new SimulateCommand(),
                        new Failing()));
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    }

    private int run(String... args) {
        return run(List.of(), args);
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("t.yaml"), yaml).toString();
    }

    @Test
    void languages_that_no_voice_speaks_are_warned_of() throws IOException {
        String dialog = Files.readString(Path.of("dialplans/dialogs/fraud-warning.yaml"));
        Files.createDirectories(folder.resolve("dialogs"));
        Files.writeString(folder.resolve("dialogs/fraud-warning.yaml"), dialog.replace("language: zh-CN",
                "language: mn-CN"));
        String yaml = "dialogs: dialogs\nplaybooks: { default: { steps: [ { channel: voice, dialog: fraud-warning } ] } }\n";
        assertThat(run("check", "--config", file(yaml))).isZero();
        assertThat(out.toString()).contains("warning: no voice speaks mn-CN (dialog fraud-warning version 1)");
        run("check", "--config", file(yaml + "voice: { tts: { espeak: { voices: { mn: mn } } } }\n"));
        assertThat(out.toString()).containsOnlyOnce("no voice speaks");
    }

    @Test
    void operators_that_no_carrier_serves_are_warned_of() throws IOException {
        String carrier = "carriers: { cmcc: { protocol: cmpp, host: 127.0.0.1, port: 7890, account: '900001',"
                + " secret: s, source: '1069', %s} }";
        assertThat(run("check", "--config", file(carrier.formatted("operators: [mobile, unicom] ")))).isZero();
        assertThat(out.toString()).contains("warning: no carrier serves telecom, broadnet, fixed, unknown by sms"
                + " (playbook default, review:fraud-sms)");
        out.getBuffer().setLength(0);
        assertThat(run("check", "--config", file(carrier.formatted("")))).isZero();
        assertThat(out.toString()).contains(": ok").doesNotContain("warning");
    }

    @Test
    void help_and_version_end_well_and_list_the_commands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("check").contains("key").contains("wrong usage");
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("tocsin ").contains("Java 2");
    }

    @Test
    void wrong_usage_is_2() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("chekc")).isEqualTo(2);
        assertThat(run("check", "--conf")).isEqualTo(2);
        assertThat(err.toString()).contains("got no command").contains("chekc").contains("--conf");
    }

    @Test
    void a_share_that_is_none_is_wrong_usage_and_no_stack_trace() {
        assertThat(run("simulate", "cmpp", "--port", "0", "--reply-share", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("--reply-share", "0 to 1").doesNotContain("\tat ");
    }

    @Test
    void a_failure_is_1_and_one_line() {
        assertThat(run("fail")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("tocsin: no luck");
    }

    @Test
    void check_says_ok_and_what_it_read() {
        assertThat(run("check", "--config", "tocsin.example.yaml")).isZero();
        assertThat(out.toString()).startsWith("tocsin.example.yaml: ok").contains("node gw-1")
                .contains("carriers: cmcc")
                .contains("http 127.0.0.1:8080");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void check_prints_every_problem_and_fails() throws IOException {
        String file = file("node: gw-1\nsettle: { maxPending: 0 }\nx: y\n");
        assertThat(run("check", "-c", file)).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly(
                file + ":2:23 settle.maxPending: got \"0\", expected a whole number from 1 to 1000000",
                file + ":3:1 x: unknown key, expected one of access, carriers, clients, crypto, dialogs, drain, grades, http, log, monitoring, node,"
                        + " numbers, pbxes, playbooks, policy, receipts, replies, retention, review, safety, settle, store, tcp, templates, timezone, voice",
                file + ": 2 problems");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_wrong_usage() {
        assertThat(run("check", "-c", folder.resolve("nope.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no such file");
    }

    @Test
    void connect_tells_one_line_each_and_fails_when_one_fails() throws IOException {
        Connector redis = config -> List.of(new Connector.Result("redis", true, "7.0, " + config.store().partitions()));
        Connector carriers = config -> List.of(new Connector.Result("carrier a", true, ""),
                new Connector.Result("carrier b", false, "login refused"));
        String file = file("");
        assertThat(run(List.of(redis), "check", "-c", file, "--connect")).isZero();
        assertThat(run(List.of(redis, carriers), "check", "-c", file, "--connect")).isEqualTo(1);
        assertThat(out.toString().lines()).contains("redis: ok, 7.0, 8", "carrier a: ok",
                "carrier b: failed, login refused");
    }

    @Test
    void key_prints_a_key_and_the_lines_whose_hash_is_its() throws IOException {
        assertThat(run("key", "--client", "w", "--scopes", "read,Submit")).isZero();
        List<String> lines = out.toString().lines().toList();
        String yaml = String.join("\n", lines.subList(lines.indexOf("clients:"), lines.size()));
        var client = Objects.requireNonNull(READER.read(Path.of(file(yaml))).clients().get("w"));
        assertThat(client.keySha256()).isEqualTo(new ApiKey(lines.getFirst()).sha256());
        assertThat(client.scopes()).isEqualTo(Set.of(Scope.SUBMIT, Scope.READ));
    }

    @Test
    void key_refuses_what_could_not_be_configured() {
        assertThat(run("key", "--client", "a b")).isEqualTo(2);
        assertThat(run("key", "--scopes", "everything")).isEqualTo(2);
        assertThat(err.toString()).contains("got --client \"a b\"").contains("everything");
    }
}
