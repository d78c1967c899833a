package io.tocsin.send.voice.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiDecoderTest {
    /** As an Asterisk 22.10 sent it, shortened. */
    private static final String SAID = """
            Asterisk Call Manager/11.0.0
            Response: Success
            ActionID: w0-1
            Message: Originate successfully queued

            Event: VarSet
            Privilege: dialplan,all
            Value: 1

            Event: Hangup
            Privilege: call,all
            Uniqueid: w0-1
            AccountCode:\s
            Cause: 17
            Cause-txt: User busy
            TechCause: 486

            """.replace("\n", "\r\n");
    private static final List<AmiMessage> HEARD = List.of(AmiMessage.of("Asterisk Call Manager", "11.0.0"),
            AmiMessage.of("Response", "Success", "ActionID", "w0-1", "Message", "Originate successfully queued"),
            AmiMessage.of("Event", "Hangup", "Privilege", "call,all", "Uniqueid", "w0-1", "AccountCode", "", "Cause",
                    "17", "Cause-txt", "User busy", "TechCause", "486"));

    private final EmbeddedChannel channel = new EmbeddedChannel(AmiDecoder.client("Hangup"::equals));

    @Test
    void messages_come_and_events_nobody_wants_do_not_wherever_the_stream_is_split() {
        byte[] bytes = SAID.getBytes(StandardCharsets.UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            EmbeddedChannel each = new EmbeddedChannel(AmiDecoder.client("Hangup"::equals));
            each.writeInbound(Unpooled.copiedBuffer(bytes, 0, split),
                    Unpooled.copiedBuffer(bytes, split, bytes.length - split));
            assertThat(heard(each)).as("split at %d", split).isEqualTo(HEARD);
        }
    }

    @Test
    void names_are_found_whatever_their_case_and_the_first_value_counts() {
        AmiMessage message = AmiMessage.of("event", "Hangup", "CAUSE", "17", "Cause", "18");
        assertThat(message.event()).isEqualTo("Hangup");
        assertThat(message.get("Cause")).isEqualTo("17");
        assertThat(message.get("TechCause")).isEmpty();
        assertThat(message.isResponse()).isFalse();
    }

    @Test
    void a_line_that_is_too_long_is_left_out_and_the_rest_is_read() {
        say("Asterisk Call Manager/11.0.0\r\nEvent: Hangup\r\nAppData: " + "x".repeat(1 << 20)
                + "\r\nCause: 17\r\n\r\n");
        assertThat(heard(channel)).last().isEqualTo(AmiMessage.of("Event", "Hangup", "Cause", "17"));
    }

    @Test
    void a_line_without_an_end_does_not_pile_up() {
        say("Asterisk Call Manager/11.0.0\r\n");
        for (int i = 0; i < 1000; i++) {
            say("x".repeat(3000));
        }
        say("\r\n\r\nEvent: Hangup\r\n\r\n");
        assertThat(heard(channel)).last().isEqualTo(AmiMessage.of("Event", "Hangup"));
    }

    @Test
    void fields_beyond_the_limit_are_left_out() {
        say("Asterisk Call Manager/11.0.0\r\nEvent: Hangup\r\n" + "A: b\r\n".repeat(1000) + "\r\n");
        AmiMessage last = heard(channel).getLast();
        assertThat(last.fields()).hasSize(AmiDecoder.MOST_FIELDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 400 Bad Request\r\n", "\r\nhello\r\n"})
    void something_else_than_an_asterisk_is_refused(String greeting) {
        assertThatThrownBy(() -> say(greeting)).isInstanceOf(DecoderException.class)
                .hasMessageContaining("expected the greeting of an Asterisk");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void spoilt_bytes_never_throw_anything_after_the_greeting(long seed) {
        Random random = new Random(seed);
        byte[] good = SAID.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 500; i++) {
            EmbeddedChannel each = new EmbeddedChannel(AmiDecoder.client("Hangup"::equals));
            byte[] bytes = good.clone();
            for (int spoilt = 0; spoilt < 1 + random.nextInt(8); spoilt++) {
                bytes[30 + random.nextInt(bytes.length - 30)] = (byte) random.nextInt(256);
            }
            each.writeInbound(Unpooled.wrappedBuffer(bytes));
            assertThat(heard(each)).isNotEmpty();
        }
    }

    private void say(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private static List<AmiMessage> heard(EmbeddedChannel from) {
        List<AmiMessage> all = new ArrayList<>();
        for (AmiMessage message = from.readInbound(); message != null; message = from.readInbound()) {
            all.add(message);
        }
        return all;
    }
}
