package io.tocsin.send.sms.cmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tocsin.send.sms.wire.Octets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CmppWriterTest {

    static List<Arguments> misfits() {
        Octets proof = Octets.ofHex("90d00c1d517abd0b4f65f6bcf8535d16");
        Origin origin = new Origin("106", "", "13500002696", 0);
        Terms terms = new Terms(1, 0, "fraud", new Fee(2, "", 0, "01", "0"), "900001", "", "");
        Payload payload = new Payload(0, false, 8, Octets.EMPTY);
        return List.of(
                Arguments.of("Source_Addr: expected at most 6 octets, got 7",
                        new Connect(1, "9000012", proof, 0x30, 1)),
                Arguments.of("Authenticator: expected 16 octets or none, got 1",
                        new Connect(1, "900001", Octets.of((byte) 1), 0x30, 1)),
                Arguments.of("Result: expected 0 to 255, got 256", new SubmitResp(1, 1, 256)),
                Arguments.of("DestUsr_tl: expected 1 to 99, got 0",
                        new Submit(1, 0, Part.SINGLE, terms, new Addresses("106", List.of(), 0), payload, "")),
                Arguments.of("Dest_terminal_Id: expected at most 21 octets, got 22",
                        new Submit(1, 0, Part.SINGLE, terms, Addresses.of("106", "1".repeat(22)), payload, "")),
                Arguments.of("Dest_terminal_Id: expected ASCII, got U+FF11 at 0",
                        new Submit(1, 0, Part.SINGLE, terms, Addresses.of("106", "１３５"), payload, "")),
                Arguments.of("Msg_Length: expected 0 to 255, got 256",
                        new Deliver(1, 0, origin, 0, new Payload(0, false, 8, Octets.of(new byte[256])), "")),
                Arguments.of("Stat: expected at most 7 octets, got 8",
                        new Report(1, 0, origin, new Report.Status(1, "DELIVERD", "", "", "", 0), "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfits")
    void what_does_not_fit_is_named_and_leaves_no_bytes_behind(String error, CmppMessage message) {
        ByteBuf out = Unpooled.buffer().writeByte(7);
        assertThatThrownBy(() -> CmppWriter.write(message, CmppVersion.V2_0, out)).hasMessage(error);
        assertThat(out.readableBytes()).isOne();
    }

    @Test
    void what_was_malformed_is_never_sent() {
        assertThatThrownBy(() -> Wire.hex(new Malformed(1, 4, "why"), CmppVersion.V2_0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
