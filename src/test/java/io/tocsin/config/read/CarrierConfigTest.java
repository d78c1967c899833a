package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.CarrierConfig;
import io.tocsin.config.value.Rate;
import io.tocsin.config.value.Secret;
import io.tocsin.config.value.HourRange;
import io.tocsin.dispatch.Handling;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.contract.ContractConfig;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.send.CauseOverrides;
import io.tocsin.send.sms.AccountConfig;
import io.tocsin.send.sms.Dialect;
import io.tocsin.send.sms.SessionConfig;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.send.sms.TextConfig;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierConfigTest {
    private static CarrierConfig carrier(String more) {
        CarrierConfig carrier = Reading.read(Reading.CARRIER + more + " } }").carriers().get("c");
        assertThat(carrier).isNotNull();
        return java.util.Objects.requireNonNull(carrier);
    }

    private static SmsCarrierConfig sms(String more) {
        return ((CarrierConfig.Sms) carrier(more)).sms();
    }

    @Test
    void the_defaults_of_a_carriers_route() {
        RouteConfig expected = new RouteConfig(Set.of(), 100, Rate.perSecond(100),
                new AmbiguousRule(Duration.ofMinutes(10), AmbiguousRule.Then.RESEND), ContractConfig.NONE,
                new Handling(1, false, Set.of("MB:1049", "NP:*")));
        assertThat(carrier("").route()).isEqualTo(expected);
        RouteConfig made = RouteConfig.defaults();
        assertThat(new RouteConfig(made.operators(), made.weight(), made.rate(), made.ambiguous(), made.contract(),
                expected.handling())).isEqualTo(expected);
        assertThat(expected.served()).containsExactlyInAnyOrder(Operator.values());
        assertThat(expected.serves(Operator.UNKNOWN)).isTrue();
    }

    @Test
    void the_keys_of_a_carriers_route() {
        RouteConfig route = carrier(
                ", operators: [mobile, fixed], weight: 0, rate: 60/m, ambiguous: { wait: 1s, then: next-step }")
                .route();
        assertThat(route).isEqualTo(new RouteConfig(Set.of(Operator.MOBILE, Operator.FIXED), 0, Rate.parse("60/m"),
                new AmbiguousRule(Duration.ofSeconds(1), AmbiguousRule.Then.NEXT_STEP), ContractConfig.NONE,
                new Handling(1, false, Set.of("MB:1049", "NP:*"))));
        assertThat(route.serves(Operator.FIXED)).isTrue();
        assertThat(route.serves(Operator.UNICOM)).isFalse();
    }

    @Test
    void the_defaults_of_an_sms_carrier() {
        SessionConfig session = new SessionConfig(1, 16, Duration.ofSeconds(10), Duration.ofSeconds(60),
                Duration.ofSeconds(60));
        assertThat(SessionConfig.defaults()).isEqualTo(session);
        assertThat(sms("")).isEqualTo(new SmsCarrierConfig("c", new Dialect.Cmpp(),
                new AccountConfig("h", 7890, "a", Secret.of("s"), "3.0", "1", ""), session,
                new TextConfig("", TextConfig.Encoding.AUTO), Map.of()));
    }

    @Test
    void the_keys_of_an_sms_carrier() {
        SmsCarrierConfig sms = sms(
                ", port: 1, version: 2.0, serviceId: x, sessions: 2, window: 3, connectTimeout: 4s,"
                        + " responseTimeout: 5s, keepAlive: 6s, signature: 【反诈】, encoding: gb18030,"
                        + " longTexts: udh16,"
                        + " causes: { \"MK:0012\": PERMANENT, \"submit:9\": CONFIG }");
        assertThat(sms).isEqualTo(new SmsCarrierConfig("c", new Dialect.Cmpp(Joining.UDH16),
                new AccountConfig("h", 1, "a", Secret.of("s"), "2.0", "1", "x"),
                new SessionConfig(2, 3, Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6)),
                new TextConfig("【反诈】", TextConfig.Encoding.GB18030),
                Map.of("MK:0012", CauseClass.PERMANENT, "submit:9", CauseClass.CONFIG)));
        assertThat(Reading.keys("carriers.*", Reading.CARRIER + " } }")).containsExactlyInAnyOrder("protocol", "host",
                "port", "account", "secret", "version", "source", "serviceId", "sessions", "window", "connectTimeout",
                "responseTimeout", "keepAlive", "signature", "encoding", "flash", "longTexts", "causes", "operators",
                "weight", "rate", "cost", "forbidden", "forbiddenExcept", "quota", "tier", "serial", "portedCodes",
                "signatureMode",
                "ambiguous", "ambiguous.wait", "ambiguous.then");
    }

    @Test
    void the_keys_of_a_contract() {
        RouteConfig route = carrier(", cost: 0.035, forbidden: \"22:00-07:00\", forbiddenExcept: [urgent],"
                + " quota: 200000/d").route();
        assertThat(route.contract()).isEqualTo(
                new ContractConfig(0.035, HourRange.parse("22:00-07:00"), Set.of(Grade.URGENT), 200_000));
        assertThat(carrier(", forbidden: off, quota: off").route().contract()).isEqualTo(ContractConfig.NONE);
        assertThat(sms(", signature: 【反诈】, signatureMode: carrier").text())
                .isEqualTo(new TextConfig("【反诈】", TextConfig.Encoding.AUTO, Set.of(), TextConfig.SignatureMode.CARRIER))
                .extracting(TextConfig::ours).isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"quota: 5/s|quota", "cost: -1|cost", "forbidden: 7-8|forbidden",
            "forbiddenExcept: [urgent]|forbiddenExcept", "signatureMode: carrier|signatureMode"})
    void contracts_that_make_no_sense_are_refused(String key, String named) {
        assertThat(Reading.problems(Reading.CARRIER + ", " + key + " } }")).singleElement().asString()
                .contains("carriers.c." + named);
    }

    @Test
    void causes_may_stand_in_a_file_of_their_own(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("cmcc.txt"), "MK:0012 QUOTA over the volume 超过流量\n");
        assertThat(sms(", causes: " + file).causes()).isEqualTo(new CauseOverrides.InFile(file));
        Files.writeString(file, "MK:0012 NOBODY\n");
        assertThat(Reading.problems(Reading.CARRIER + ", causes: " + file + " } }")).singleElement().asString()
                .contains("carriers.c.causes").contains("line 1").contains("NOBODY");
    }

    @Test
    void a_secret_comes_from_the_environment_and_is_not_printed() {
        String yaml = "carriers: { c: { protocol: cmpp, host: h, account: a, secret: \"${CMCC_SECRET}\", source: 1 } }";
        assertThat(Reading.read(yaml).carriers().get("c")).isNotNull().satisfies(
                carrier -> assertThat(((CarrierConfig.Sms) carrier).sms().account().secret().reveal())
                        .isEqualTo("hunter2"));
        assertThat(Reading.read(yaml).toString()).doesNotContain("hunter2");
    }
}
