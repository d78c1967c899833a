package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.value.Rate;
import io.tocsin.config.value.Secret;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.plan.Step;
import io.tocsin.send.voice.TrunkConfig;
import io.tocsin.send.voice.place.AgiConfig;
import io.tocsin.send.voice.place.PbxConfig;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceConfigTest {
    private static final String PBX = "pbxes: { ast-1: { host: h, account: a, secret: s } }\n";
    private static final String TRUNK = PBX
            + "carriers: { t: { protocol: asterisk, pbx: ast-1, callerId: \"047196110\"";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static CarrierConfig.Voice trunk(String more) {
        return (CarrierConfig.Voice) Objects
                .requireNonNull(Reading.read(TRUNK + more + " } }").carriers().get("t"));
    }

    private void dialog(String file, String name, int version, boolean draft, String next) throws IOException {
        Files.writeString(folder.resolve(file), """
                dialog: %s
                version: %d
                language: zh-CN
                draft: %s
                limits: { max_seconds: 20, max_turns: 1 }
                start: greet
                states:
                  greet: { prompt: { tts: "您好，这里是反诈中心。" }, next: %s }
                outcomes:
                  over: { outcome: understood }
                hangup:
                  before: { greet: no-response }
                """.formatted(name, version, draft, next));
    }

    private static String step(String dialog) {
        return "dialogs: .\nplaybooks: { p: { steps: [ { channel: voice, dialog: " + dialog + " } ] } }";
    }

    @Test
    void the_defaults_of_a_trunk() {
        assertThat(trunk("")).isEqualTo(new CarrierConfig.Voice(
                new RouteConfig(Set.of(), 100, Rate.perSecond(10),
                        new AmbiguousRule(Duration.ofMinutes(1), AmbiguousRule.Then.RESEND)),
                "ast-1", new CallLimit(30, 3, Duration.ofMinutes(31).plusSeconds(5)), Duration.ofSeconds(30),
                new TrunkConfig("t", "PJSIP/{number}@t", "047196110", 30, Duration.ofSeconds(35),
                        Duration.ofMinutes(30), Map.of())));
    }

    @Test
    void the_keys_of_a_trunk() {
        CarrierConfig.Voice trunk = trunk(
                ", dial: \"SIP/x/0{number}\", calls: 60, reserved: 12, slowStart: off, rate: off, ringTimeout: 1s, longest: 2s,"
                        + " operators: [fixed], weight: 1, ambiguous: { wait: 3s, then: unreached }, causes: { 17: REJECTED,"
                        + " answered: REACHED }");
        assertThat(trunk.route()).isEqualTo(new RouteConfig(Set.of(Operator.FIXED), 1, null,
                new AmbiguousRule(Duration.ofSeconds(3), AmbiguousRule.Then.UNREACHED)));
        assertThat(trunk.trunk()).isEqualTo(new TrunkConfig("t", "SIP/x/0{number}", "047196110", 60,
                Duration.ofSeconds(1), Duration.ofSeconds(2),
                Map.of("17", CauseClass.REJECTED, "answered", CauseClass.REACHED)));
        assertThat(trunk.slowStart()).isZero();
        assertThat(trunk.lines()).isEqualTo(new CallLimit(60, 12, Duration.ofSeconds(33)));
        assertThat(trunk.channel()).isEqualTo(Channel.VOICE);
        assertThat(Reading.keys("carriers.*", TRUNK + " } }")).containsExactlyInAnyOrder("protocol", "pbx", "dial",
                "callerId", "calls", "reserved", "slowStart", "ringTimeout", "longest", "causes", "operators", "weight",
                "cost", "forbidden", "forbiddenExcept", "quota", "tier",
                "rate",
                "ambiguous",
                "ambiguous.wait", "ambiguous.then");
    }

    @Test
    void the_defaults_and_the_keys_of_a_pbx() {
        assertThat(Reading.read(PBX).voice().pbxes()).containsExactly(Map.entry("ast-1",
                new PbxConfig("ast-1", "h", 5038, "a", Secret.of("s"), new AgiConfig("127.0.0.1", 4573, "127.0.0.1"))));
        String all = "pbxes: { b: { host: h, port: 1, account: a, secret: \"${AMI_SECRET}\","
                + " agi: { bind: 0.0.0.0, port: 0, advertise: gw.example } } }";
        assertThat(Reading.read(all).voice().pbxes()).containsExactly(
                Map.entry("b",
                        new PbxConfig("b", "h", 1, "a", Secret.of("s"), new AgiConfig("0.0.0.0", 0, "gw.example"))));
        assertThat(Reading.keys("pbxes.*", all)).containsExactlyInAnyOrder("host", "port", "account", "secret", "agi",
                "agi.bind", "agi.port", "agi.advertise");
    }

    @Test
    void without_calls_nothing_is_needed() {
        assertThat(Reading.read("").voice().pbxes()).isEmpty();
        assertThat(Reading.read("").voice().dialogs()).isEmpty();
        assertThat(Reading.read("").voice().folder()).isNull();
    }

    @Test
    void a_voice_step_names_a_finished_dialog_of_the_folder() throws IOException {
        dialog("a.yaml", "warn", 1, false, "over");
        dialog("b.yaml", "warn", 2, true, "over");
        Files.writeString(folder.resolve("README.md"), "no dialog");

        TocsinConfig config = Reading.read(step("warn, attempts: 2"), folder);

        assertThat(Objects.requireNonNull(config.playbooks().get("p")).steps())
                .containsExactly(new Step(Channel.VOICE, "warn", 2, false));
        assertThat(config.voice().dialogs()).extracting("name", "version", "draft")
                .containsExactlyInAnyOrder(tuple("warn", 1, false),
                        tuple("warn", 2, true));
    }

    @Test
    void a_dialog_that_is_unknown_or_a_draft_is_refused() throws IOException {
        dialog("a.yaml", "warn", 1, false, "over");
        dialog("b.yaml", "draft", 1, true, "over");

        assertThat(Reading.problems(step("wran"), folder)).containsExactly(
                "2:54 playbooks.p.steps[0].dialog: got \"wran\", expected one of draft, warn; did you mean warn?");
        assertThat(Reading.problems(step("draft"), folder)).containsExactly(
                "2:54 playbooks.p.steps[0].dialog: got \"draft\", expected a dialog that is finished, this one is a draft");
    }

    @Test
    void a_dialog_that_is_not_right_tells_its_own_problems_and_is_not_missing_as_well() throws IOException {
        dialog("warn.yaml", "warn", 1, false, "ovr");

        assertThat(Reading.problems(step("warn"), folder)).singleElement().asString()
                .contains("warn.yaml:8:").contains("states.greet.next: got \"ovr\"");
    }

    @Test
    void a_version_stands_in_one_file_and_a_folder_has_some() throws IOException {
        assertThat(Reading.problems("dialogs: .", folder))
                .containsExactly("1:10 dialogs: got \".\", expected a folder with files of dialogs, *.yaml");
        dialog("a.yaml", "warn", 1, false, "over");
        dialog("b.yaml", "warn", 1, false, "over");
        assertThat(Reading.problems("dialogs: .", folder)).containsExactly(
                "1:10 dialogs: got \".\", expected one file for warn version 1, there are a.yaml and b.yaml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "carriers: { t: { protocol: asterisk, pbx: x, callerId: 123 } }|1:43 carriers.t.pbx: got \"x\", expected nothing, as there is none",
            "dialogs: nowhere|1:10 dialogs: got \"nowhere\", expected a folder that can be read",
            "playbooks: { p: { steps: [ { channel: voice, dialog: d } ] } }|1:54 playbooks.p.steps[0].dialog: got \"d\", expected a dialog of the folder that 'dialogs' names, and there is none",
            "templates: { t: { channel: voice, text: x } }|1:28 templates.t.channel: got \"voice\", expected one of sms",
            "pbxes: { a: { account: a, secret: s } }|1:10 pbxes.a.host: missing, expected a text that is not empty",
            "pbxes: { a: { host: h, port: 0, account: a, secret: s } }|1:30 pbxes.a.port: got \"0\", expected a whole number from 1 to 65535",
            "pbxes: { a: { host: h, account: \"a b\", secret: s } }|1:33 pbxes.a.account: got \"a b\", expected an account of manager.conf, 1 to 80 characters",
            "pbxes: { a: { host: h, account: a, secret: s, agi: { bind: gw } } }|1:60 pbxes.a.agi.bind: got \"gw\", expected an IP address, or localhost",
            "pbxes: { a: { host: h, account: a, secret: s, agi: { bind: 0.0.0.0 } } }|1:47 pbxes.a.agi.advertise: got 0.0.0.0, expected the address by which the Asterisk reaches this node, as bind names none"})
    void one_problem_of_a_call_is_told_once(String yaml, String problem) {
        assertThat(Reading.problems(yaml)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "calls: 0|carriers.t.calls: got \"0\", expected a whole number from 1 to 10000",
            "calls: 10001|carriers.t.calls: got \"10001\", expected a whole number from 1 to 10000",
            "ringTimeout: 3m|carriers.t.ringTimeout: got \"3m\", expected a duration from 100ms to 2m",
            "longest: 2h|carriers.t.longest: got \"2h\", expected a duration from 1s to 1h",
            "dial: \"PJSIP/{number}&x\"|carriers.t.dial: got \"PJSIP/{number}&x\", expected one channel with {number} in it, as PJSIP/{number}@trunk-1",
            "window: 5|carriers.t.window: unknown key, expected one of ambiguous, callerId, calls, causes, cost, dial, forbidden, forbiddenExcept, longest, operators, pbx, protocol, quota, rate, reserved, ringTimeout, slowStart, tier, weight"})
    void a_trunk_out_of_range_is_refused(String key, String problem) {
        assertThat(Reading.problems(TRUNK + ", " + key + " } }")).singleElement().asString().endsWith(problem);
    }

    @Test
    void an_unknown_pbx_is_named_with_those_there_are() {
        assertThat(Reading.problems(PBX + "carriers: { t: { protocol: asterisk, pbx: ast-2, callerId: 123 } }"))
                .containsExactly("2:43 carriers.t.pbx: got \"ast-2\", expected one of ast-1; did you mean ast-1?");
    }
}
