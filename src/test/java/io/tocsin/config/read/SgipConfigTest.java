package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.CarrierConfig;
import io.tocsin.send.sms.Dialect;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.send.sms.text.Joining;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SgipConfigTest {
    private static final String BASE = "carriers: { c: { protocol: sgip, host: h, account: unicom, secret: s,"
            + " source: 106, node: 3047112345, corpId: \"12345\"";

    private static SmsCarrierConfig read(String more) {
        return ((CarrierConfig.Sms) Objects.requireNonNull(Reading.read(BASE + more + " } }").carriers().get("c")))
                .sms();
    }

    @Test
    void the_defaults() {
        SmsCarrierConfig sms = read(", listen: { allow: [192.0.2.1] }");
        assertThat(sms.account().port()).isEqualTo(8801);
        assertThat(sms.account().version()).isEqualTo("1.2");
        assertThat(sms.dialect()).isEqualTo(new Dialect.Sgip(3_047_112_345L, "12345",
                new Dialect.Sgip.Listen("127.0.0.1", 8801, Set.of("192.0.2.1")), Set.of(11, 33, 88)));
    }

    @Test
    void the_keys() {
        assertThat(read(", listen: { bind: 0.0.0.0, port: 9000, allow: [192.0.2.1, 192.0.2.2] }, flowCodes: [88],"
                + " longTexts: udh16")
                .dialect()).isEqualTo(new Dialect.Sgip(3_047_112_345L, "12345",
                        new Dialect.Sgip.Listen("0.0.0.0", 9000, Set.of("192.0.2.1", "192.0.2.2")), Set.of(88),
                        Joining.UDH16));
    }

    @Test
    void what_sgip_cannot_do_is_refused() {
        assertThat(Reading.problems(BASE + " } }")).singleElement().asString()
                .endsWith("expected the IP addresses of the carrier's gateways");
        assertThat(Reading.problems(BASE.replace("3047112345", "4294967296") + ", listen: { allow: [192.0.2.1] } } }"))
                .singleElement().asString()
                .endsWith("node: got \"4294967296\", expected a node number from 1 to 4294967295");
    }

    @Test
    void only_smpp_has_another_way_for_long_texts_than_a_header() {
        assertThat(Reading.problems(BASE + ", longTexts: sar, listen: { allow: [192.0.2.1] } } }")).singleElement()
                .asString().endsWith("longTexts: got \"sar\", expected udh8 or udh16, as only SMPP has another way");
    }
}
