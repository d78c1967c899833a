package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemsTest {
    private static final String REFUSED = "not built yet in this version: ";

    @Test
    void every_problem_of_a_file_comes_at_once_in_the_order_of_the_file() {
        String yaml = """
                node: gw 1
                timezon: Asia/Shanghai
                http: { bind: 0.0.0.0, port: 99999 }
                store:
                  partitions: 65
                  key: abcdef
                  key: zz
                clients:
                  a: { keySha256: ABC, rate: 300, scopes: [sumbit] }
                carriers:
                  cmcc:
                    protocol: cmpp
                    host: 127.0.0.1
                    account: "9000011"
                    secret: ${NOPE}
                    rate: "300"
                    operators: [moblie]
                    window: 0
                    sesions: 2
                    ambiguous: { wait: 10, then: resent }
                    causes: { "MK:0012": PERMANENTLY, "a b": BUSY }
                    signature: 反诈中心
                playbooks:
                  p: { steps: [ { channel: sms, template: fraud-sm } ] }
                """;
        assertThat(Reading.problems(yaml)).containsExactly(
                "1:7 node: got \"gw 1\", expected a name of at most 64 letters, digits, dots, hyphens and underscores",
                "2:1 timezon: unknown key, did you mean timezone?",
                "3:15 http.bind: got \"0.0.0.0\", expected a loopback address like 127.0.0.1, or tls: { cert, key } beside it",
                "3:30 http.port: got \"99999\", expected a whole number from 0 to 65535",
                "5:15 store.partitions: got \"65\", expected a whole number from 1 to 64",
                "6:8 store.key: got a value that is not shown, expected 32 bytes as 64 hex digits or 44 characters of base64",
                "7:3 store.key: duplicate key, it stands on line 6 already",
                "9:19 clients.a.keySha256: got \"ABC\", expected the SHA-256 of the API key, 64 lower-case hex digits (./tocsin key makes one)",
                "9:30 clients.a.rate: got \"300\", expected a rate like 300/s, 60/m, 20/h or 3/d",
                "9:44 clients.a.scopes[0]: got \"sumbit\", expected one of operate, read, review, submit; did you mean submit?",
                "11:3 carriers.cmcc.source: missing, expected a text that is not empty",
                "14:14 carriers.cmcc.account: got \"9000011\", expected an enterprise code of 1 to 6 ASCII characters",
                "15:13 carriers.cmcc.secret: environment variable NOPE is not set",
                "16:11 carriers.cmcc.rate: got \"300\", expected a rate like 300/s, 60/m, 20/h or 3/d, or off",
                "17:17 carriers.cmcc.operators[0]: got \"moblie\", expected one of broadnet, fixed, mobile, telecom, unicom; did you mean mobile?",
                "18:13 carriers.cmcc.window: got \"0\", expected a whole number from 1 to 1024",
                "19:5 carriers.cmcc.sesions: unknown key, did you mean sessions?",
                "20:24 carriers.cmcc.ambiguous.wait: got \"10\", expected a duration from 1s to 72h",
                "20:34 carriers.cmcc.ambiguous.then: got \"resent\", expected one of next-step, resend, unreached; did you mean resend?",
                "21:26 carriers.cmcc.causes.MK:0012: got \"PERMANENTLY\", expected one of AMBIGUOUS, BUSY, CONFIG, NETWORK, NO_ANSWER, PERMANENT, POWERED_OFF, QUOTA, REACHED, REJECTED, TIME_WINDOW, UNREACHABLE; did you mean PERMANENT?",
                "21:39 carriers.cmcc.causes.a b: got \"a b\", expected a raw code like MK:0012 or 9, at most 32 characters",
                "22:16 carriers.cmcc.signature: got \"反诈中心\", expected a signature in brackets, 【…】, of at most 20 characters",
                "24:43 playbooks.p.steps[0].template: got \"fraud-sm\", expected one of fraud-sms; did you mean fraud-sms?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "playbooks: { p: { mode: race, steps: [ { channel: sms, template: fraud-sms } ] } }|1:25 playbooks.p.mode|playbooks in race mode"})
    void what_is_not_built_yet_is_refused_never_ignored(String yaml, String place, String feature) {
        assertThat(Reading.problems(yaml)).first().isEqualTo(place + ": " + REFUSED + feature);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "clients: { w: {} }|1:12 clients.w.keySha256: missing, expected the SHA-256 of the API key (./tocsin key makes one)",
            "clients: { \"a b\": { keySha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef } }|1:12 clients.a b: got \"a b\", expected a name of at most 64 letters, digits, dots, hyphens and underscores",
            "clients: { w: { keySha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, callbackUrl: \"ftp://h\" } }|1:107 clients.w.callbackUrl: got \"ftp://h\", expected an address like https://host/path",
            "clients: { w: { keySha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, callbackUrl: \"http://h\" } }|1:12 clients.w.callbackSecret: got nothing, expected a secret, as callbackUrl is set",
            "clients: { w: { keySha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, scopes: [] } }|1:102 clients.w.scopes: got an empty list, expected at least one of submit, review, operate, read",
            "clients: [a]|1:10 clients: got a list, expected keys and values",
            "carriers: { c: { } }|1:13 carriers.c.protocol: missing, expected one of asterisk, cmpp, sgip, smgp, smpp",
            "carriers: { c: { protocol: cmp, x: y } }|1:28 carriers.c.protocol: got \"cmp\", expected one of asterisk, cmpp, sgip, smgp, smpp; did you mean cmpp?",
            "playbooks: { p: {} }|1:14 playbooks.p.steps: got nothing, expected a list of 1 to 10 steps",
            "playbooks: { p: { steps: sms } }|1:26 playbooks.p.steps: got \"sms\", expected a list like [a, b]",
            "playbooks: { p: { steps: [ { channel: sms } ] } }|1:28 playbooks.p.steps[0].template: missing, expected one of fraud-sms",
            "playbooks: { p: { steps: [ { channel: sms, template: fraud-sms, attempts: 21 } ] } }|1:75 playbooks.p.steps[0].attempts: got \"21\", expected a whole number from 1 to 20",
            "grades: { urgnt: { preempts: true } }|1:11 grades.urgnt: unknown key, did you mean urgent?",
            "safety: { onlyTo: [+86138] }|1:20 safety.onlyTo[0]: got \"+86138\", expected a number or its beginning, 1 to 15 digits",
            "safety: { exercise: yes }|1:21 safety.exercise: got \"yes\", expected one of false, true",
            "retention: { refs: 5s }|1:20 retention.refs: got \"5s\", expected a duration from 10m to 3650d",
            "store: { redis: \"http://u:hunter2@h\" }|1:17 store.redis: got a value that is not shown, expected embedded, redis://…, rediss://…, cluster://host:port,… or sentinel://master@host:port,…",
            "numbers: { portability: nope.csv }|1:25 numbers.portability: got \"nope.csv\", expected a file that can be read",
            "timezone: Mars|1:11 timezone: got \"Mars\", expected a time zone like Asia/Shanghai",
            "drain: 11m|1:8 drain: got \"11m\", expected a duration from 0s to 10m"})
    void one_problem_is_told_once(String yaml, String problem) {
        assertThat(Reading.problems(yaml)).containsExactly(problem);
    }

    @Test
    void a_template_with_a_problem_of_its_own_is_not_missing_as_well() {
        String yaml = "templates: { t: { text: \"{\" } }\nplaybooks: { p: { steps: [ { channel: sms, template: t } ] } }";
        assertThat(Reading.problems(yaml)).hasSize(1);
    }

    @Test
    void no_secret_is_ever_shown() {
        List<String> problems = Reading.problems("""
                store: { redis: "redis:/u:topsecret@h", key: topsecret }
                carriers: { c: { protocol: cmpp, secret: [topsecret], host: "${CMCC_SECRET}/" } }
                """);
        assertThat(problems).hasSizeGreaterThan(3).noneMatch(problem -> problem.contains("topsecret"))
                .noneMatch(problem -> problem.contains("hunter2"));
    }
}
