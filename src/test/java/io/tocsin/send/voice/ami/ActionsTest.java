package io.tocsin.send.voice.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionsTest {
    private static final Actions.Dial DIAL = new Actions.Dial("PJSIP/13800138000@trunk", "047196110",
            "tocsin-answered", "s", Duration.ofSeconds(30));

    @Test
    void an_originate_is_asynchronous_and_its_channel_has_the_attempts_id() {
        assertThat(bytes(Actions.originate("w0-1", DIAL, Map.of("TOCSIN_ATTEMPT", "w0-1")))).isEqualTo("""
                Action: Originate\r
                ActionID: w0-1\r
                ChannelId: w0-1\r
                Channel: PJSIP/13800138000@trunk\r
                Context: tocsin-answered\r
                Exten: s\r
                Priority: 1\r
                Timeout: 30000\r
                CallerID: 047196110\r
                Async: true\r
                Variable: __TOCSIN_ATTEMPT=w0-1\r
                \r
                """);
    }

    @Test
    void a_login_proves_the_secret_without_showing_it() {
        // md5("284913765sesame"), by md5sum
        assertThat(bytes(Actions.login("l", "tocsin", "sesame", "284913765"))).doesNotContain("sesame")
                .contains("Key: 5b36d586be5d2cdc9668bdee9dcc5c5a\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nAction: Command", "x\nVariable: y=z", "x\rAction: Logoff", "x\0y"})
    void a_value_that_breaks_out_of_its_line_is_refused_wherever_it_stands(String value) {
        assertThatThrownBy(() -> Actions.originate(value, DIAL, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Actions.originate("w0-1", DIAL, Map.of("V", value)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Actions.originate("w0-1", DIAL, Map.of("V\r\nX", "1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Actions.originate("w0-1",
                new Actions.Dial(value, "96110", "c", "s", Duration.ofSeconds(1)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Actions.hangUp("h", value)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a value on one line for Channel");
    }

    @Test
    void a_line_longer_than_asterisk_reads_is_refused() {
        Actions.hangUp("h", "x".repeat(1023 - "Channel: ".length()));
        assertThatThrownBy(() -> Actions.hangUp("h", "x".repeat(1024 - "Channel: ".length())))
                .hasMessage("expected at most 1023 bytes for Channel, got 1024");
    }

    private static String bytes(AmiMessage message) {
        EmbeddedChannel channel = new EmbeddedChannel(new AmiEncoder());
        channel.writeOutbound(message);
        ByteBuf out = channel.readOutbound();
        return out.toString(StandardCharsets.UTF_8);
    }
}
