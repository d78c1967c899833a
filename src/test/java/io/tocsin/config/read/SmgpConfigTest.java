package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.CarrierConfig;
import io.tocsin.send.sms.Dialect;
import io.tocsin.send.sms.SmsCarrierConfig;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SmgpConfigTest {
    private static final String BASE = "carriers: { c: { protocol: smgp, host: h, account: \"10000001\", secret: s,"
            + " source: 106";

    private static SmsCarrierConfig read(String more) {
        return ((CarrierConfig.Sms) Objects.requireNonNull(Reading.read(BASE + more + " } }").carriers().get("c")))
                .sms();
    }

    @Test
    void the_defaults() {
        assertThat(read("").account().port()).isEqualTo(8890);
        assertThat(read("").account().version()).isEqualTo("3.0");
        assertThat(read("").dialect()).isEqualTo(new Dialect.Smgp(Dialect.Bind.TRANSCEIVER, Set.of(1)));
    }

    @Test
    void the_keys() {
        assertThat(read(", bind: separate, flowCodes: [1, 133]").dialect())
                .isEqualTo(new Dialect.Smgp(Dialect.Bind.SEPARATE, Set.of(1, 133)));
    }

    @Test
    void what_smgp_cannot_say_is_refused() {
        assertThat(Reading.problems(BASE.replace("10000001", "123456789") + " } }")).singleElement().asString()
                .endsWith("account: got \"123456789\", expected a ClientID of 1 to 8 ASCII characters");
        assertThat(Reading.problems(BASE + ", flowCodes: [0] } }")).singleElement().asString()
                .contains("flowCodes[0]");
    }
}
