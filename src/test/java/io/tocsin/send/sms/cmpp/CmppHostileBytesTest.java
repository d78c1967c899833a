package io.tocsin.send.sms.cmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.tocsin.send.sms.wire.Octets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CmppHostileBytesTest {

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "0000000b", "00002001", "7fffffff", "80000000", "ffffffff"})
    void a_length_out_of_bounds_loses_the_stream_before_anything_is_allocated(String length) {
        EmbeddedChannel channel = new EmbeddedChannel(CmppDecoder.client(CmppVersion.V3_0));
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(Wire.bytes(length))))
                .isInstanceOf(CorruptedFrameException.class).hasMessageContaining("expected 12 to 8192, got ");
        channel.writeInbound(Unpooled.wrappedBuffer(Wire.bytes("0000000c0000000800000017")));
        assertThat(channel.inboundMessages()).isEmpty();
        channel.finishAndReleaseAll();
    }

    @Test
    void a_body_shorter_than_its_fields_is_malformed_and_the_next_message_is_read() {
        byte[] wire = Wire.bytes("""
                00000014 00000004 00000001 0000000000000000  # a SUBMIT that ends after its Msg_Id
                0000000c 00000008 00000002                   # ACTIVE_TEST
                """);
        List<CmppMessage> messages = Wire.stream(CmppVersion.V3_0, wire);
        assertThat(messages).hasSize(2);
        assertThat(messages.getFirst()).isInstanceOf(Malformed.class)
                .hasToString("Malformed[sequence=1, commandId=4, problem="
                        + "expected a longer body, got 8 octets of command 0x4]");
        assertThat(messages.getLast()).isEqualTo(new ActiveTest(2));
    }

    @Test
    void a_command_nobody_knows_keeps_its_bytes() {
        assertThat(Wire.decoded(Wire.bytes("0000000f 00000007 00000003 010203"), CmppVersion.V2_0))
                .isEqualTo(new Unknown(3, 7, Octets.of((byte) 1, (byte) 2, (byte) 3)));
    }

    @Test
    void a_result_may_be_wide_in_2_0_and_narrow_in_3_0() {
        assertThat(Wire.decoded(Wire.bytes("00000018 80000004 00000001 0000000000000002 00000008"), CmppVersion.V2_0))
                .isEqualTo(new SubmitResp(1, 2, 8));
        assertThat(Wire.decoded(Wire.bytes("00000015 80000004 00000001 0000000000000002 08"), CmppVersion.V3_0))
                .isEqualTo(new SubmitResp(1, 2, 8));
    }

    @Test
    void a_refusal_may_end_after_its_status_and_a_heartbeat_without_its_octet() {
        assertThat(Wire.decoded(Wire.bytes("00000010 80000001 00000001 00000003"), CmppVersion.V3_0))
                .isEqualTo(new ConnectResp(1, 3, Octets.EMPTY, 0));
        assertThat(Wire.decoded(Wire.bytes("0000000c 80000008 00000001"), CmppVersion.V3_0))
                .isEqualTo(new ActiveTestResp(1));
    }

    @Test
    void a_deliver_may_end_before_its_link_id() {
        Deliver deliver = new Deliver(1, 2, new Origin("106", "svc", "13800138000", 0), 0,
                new Payload(0, false, 8, Octets.ofHex("4f60597d")), "");
        byte[] whole = Wire.bytes(Wire.hex(deliver, CmppVersion.V3_0));
        byte[] cut = Arrays.copyOf(whole, whole.length - 20);
        cut[3] = (byte) cut.length;
        assertThat(Wire.decoded(cut, CmppVersion.V3_0)).isEqualTo(deliver);
    }

    @Test
    void a_server_speaks_the_version_of_the_connect() {
        CmppDecoder decoder = CmppDecoder.server();
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        assertThat(decoder.version()).isEqualTo(CmppVersion.V3_0);
        Connect connect = new Connect(1, "900001", Octets.EMPTY, 0x21, 1_021_080_510);
        channel.writeInbound(Unpooled.wrappedBuffer(Wire.bytes(Wire.hex(connect, CmppVersion.V2_0))));
        assertThat(decoder.version()).isEqualTo(CmppVersion.V2_0);
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @EnumSource(CmppVersion.class)
    void every_split_of_the_stream_gives_the_same_messages(CmppVersion version) {
        List<CmppMessage> messages = CmppSamples.all();
        StringBuilder hex = new StringBuilder();
        messages.forEach(message -> hex.append(Wire.hex(message, version)));
        byte[] wire = Wire.bytes(hex.toString());
        assertThat(Wire.stream(version, wire)).isEqualTo(messages);
        for (int at = 1; at < wire.length; at++) {
            assertThat(Wire.stream(version, Arrays.copyOf(wire, at), Arrays.copyOfRange(wire, at, wire.length)))
                    .as("split at %d", at).isEqualTo(messages);
        }
        byte[][] single = new byte[wire.length][];
        Arrays.setAll(single, i -> new byte[]{wire[i]});
        assertThat(Wire.stream(version, single)).isEqualTo(messages);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void mutated_streams_end_in_messages_or_in_a_lost_stream(long seed) {
        Random random = new Random(seed);
        List<CmppMessage> samples = CmppSamples.all();
        int lost = 0;
        int malformed = 0;
        for (int i = 0; i < 50_000; i++) {
            CmppVersion version = version(random);
            byte[] wire = Wire.bytes(Wire.hex(samples.get(random.nextInt(samples.size())), version)
                    + Wire.hex(samples.get(random.nextInt(samples.size())), version));
            byte[] mutant = CmppSamples.mutated(wire, random);
            try {
                for (CmppMessage message : Wire.stream(version(random), mutant)) {
                    malformed += message instanceof Malformed ? 1 : 0;
                }
            } catch (CorruptedFrameException _) {
                lost++;
            }
        }
        assertThat(lost).as("lost streams").isPositive();
        assertThat(malformed).as("malformed messages").isPositive();
    }

    private static CmppVersion version(Random random) {
        return random.nextBoolean() ? CmppVersion.V2_0 : CmppVersion.V3_0;
    }
}
