package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.CarrierConfig;
import io.tocsin.send.sms.Dialect;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.send.sms.TextConfig;
import io.tocsin.send.sms.smpp.MessageIds;
import io.tocsin.send.sms.smpp.Alphabet;
import io.tocsin.send.sms.smpp.SmppAccount;
import io.tocsin.send.sms.text.Joining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppConfigTest {
    private static final String BASE = "carriers: { c: { protocol: smpp, host: h, account: tocsin, secret: s, source: 106";

    private static SmsCarrierConfig read(String more) {
        return ((CarrierConfig.Sms) Objects.requireNonNull(Reading.read(BASE + more + " } }").carriers().get("c")))
                .sms();
    }

    @Test
    void the_defaults() {
        SmsCarrierConfig sms = read("");
        assertThat(sms.account().port()).isEqualTo(2775);
        assertThat(sms.account().version()).isEqualTo("3.4");
        assertThat(sms.dialect()).isEqualTo(new Dialect.Smpp(Dialect.Bind.TRANSCEIVER, "",
                new Dialect.Smpp.Numbering(SmppAccount.Numbers.INTERNATIONAL, 0, 1), MessageIds.RAW, Joining.UDH8,
                new Dialect.Smpp.Codes(1, Alphabet.LATIN1, Set.of(0x14, 0x58)), null));
    }

    @Test
    void the_keys() {
        assertThat(read(", bind: separate, systemType: x, numbers: national, sourceTon: 3, sourceNpi: 0,"
                + " messageIds: { answers: hex, receipts: decimal }, longTexts: payload, asciiCoding: 0,"
                + " alphabet: gsm7, flowCodes: [20, 1027], tls: true")
                .dialect()).isEqualTo(new Dialect.Smpp(Dialect.Bind.SEPARATE, "x",
                        new Dialect.Smpp.Numbering(SmppAccount.Numbers.NATIONAL, 3, 0),
                        new MessageIds(MessageIds.Form.HEX, MessageIds.Form.DECIMAL), Joining.WHOLE,
                        new Dialect.Smpp.Codes(0, Alphabet.GSM7, Set.of(20, 1027)),
                        new Dialect.Smpp.Tls(null)));
    }

    @Test
    void a_carrier_whose_own_alphabet_is_chinese_may_get_texts_in_it() {
        assertThat(read(", alphabet: gb18030, encoding: gb18030").text().encoding())
                .isEqualTo(TextConfig.Encoding.GB18030);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "account: sixteenletters16|account: got \"sixteenletters16\", expected a system_id of 1 to 15 ASCII characters",
            "secret: ninechars|secret: got a value that is not shown, expected a password of 1 to 8 ASCII characters",
            "encoding: gb18030|encoding: got \"gb18030\", expected auto or ucs2, as SMPP has no coding for it; or alphabet: gb18030 beside it",
            "alphabet: utf8|alphabet: got \"utf8\", expected one of ascii, gb18030, gsm7, latin1",
            "longTexts: both|longTexts: got \"both\", expected one of payload, sar, udh16, udh8",
            "asciiCoding: 2|asciiCoding: got \"2\", expected a whole number from 0 to 1",
            "version: 5.0|version: got \"5.0\", expected 3.4"})
    void what_smpp_cannot_say_is_refused(String key, String problem) {
        String yaml = BASE + " } }";
        String name = key.substring(0, key.indexOf(':'));
        String changed = yaml.contains(name + ": ")
                ? yaml.replaceFirst(name + ": [^,]+", key)
                : yaml.replace(" } }", ", " + key + " } }");
        assertThat(Reading.problems(changed)).singleElement().asString().endsWith("carriers.c." + problem);
    }

    @Test
    void certificates_without_tls_are_a_mistake() throws Exception {
        Path pem = Files.createTempFile("trust", ".pem");
        try {
            Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n");
            assertThat(Reading.problems(BASE + ", trust: \"" + pem + "\" } }")).singleElement().asString()
                    .contains("carriers.c.trust").endsWith("expected tls: true beside it");
        } finally {
            Files.delete(pem);
        }
    }
}
