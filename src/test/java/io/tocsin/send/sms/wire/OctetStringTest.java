package io.tocsin.send.sms.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OctetStringTest {

    @Test
    void a_text_is_filled_with_zeros_and_read_back() {
        ByteBuf out = Unpooled.buffer();
        OctetString.write(out, "f", "abc", 5);
        assertThat(Octets.read(out.duplicate(), 5)).isEqualTo(Octets.ofHex("6162630000"));
        assertThat(OctetString.read(out, 5)).isEqualTo("abc");
        assertThat(out.isReadable()).isFalse();
    }

    @Test
    void a_text_as_long_as_its_field_has_no_filling() {
        ByteBuf out = Unpooled.buffer();
        OctetString.write(out, "f", "abcde", 5);
        assertThat(OctetString.read(out, 5)).isEqualTo("abcde");
    }

    @Test
    void what_follows_the_first_zero_and_blanks_before_it_are_dropped() {
        assertThat(read("ab\0x", 4)).isEqualTo("ab");
        assertThat(read("ab  ", 4)).isEqualTo("ab");
        assertThat(read("    ", 4)).isEmpty();
    }

    @Test
    void a_field_longer_than_the_buffer_is_out_of_bounds() {
        assertThatThrownBy(() -> read("abc", 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Octets.read(Unpooled.EMPTY_BUFFER, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Octets.read(Unpooled.EMPTY_BUFFER, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void octets_are_equal_by_content_and_cannot_be_changed_from_outside() {
        byte[] bytes = {1, 2, (byte) 0xff};
        Octets octets = Octets.of(bytes);
        bytes[0] = 9;
        octets.toBytes()[1] = 9;
        assertThat(octets).isEqualTo(Octets.ofHex("0102ff")).hasSameHashCodeAs(Octets.ofHex("0102ff"));
        assertThat(octets.at(2)).isEqualTo(255);
        assertThat(octets).isNotEqualTo(Octets.EMPTY).hasToString("0102ff");
    }

    private static String read(String wire, int width) {
        return OctetString.read(Unpooled.copiedBuffer(wire, StandardCharsets.ISO_8859_1), width);
    }
}
