package io.tocsin.send.sms.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.warning.Reply;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UplinkTest {
    private static final Uplink.Envelope ENVELOPE = new Uplink.Envelope("00ff", "13800138000", "10690096110");

    private static Reply read(String hex, int coding, boolean header) {
        return Uplink.read(ENVELOPE, Uplink.coding(coding), Octets.ofHex(hex), header, null);
    }

    @Test
    void a_header_of_8_bits_tells_the_part_and_is_no_text() {
        Reply reply = read("050003a10302" + "4f60597d", 8, true);
        assertThat(reply.part()).isEqualTo(new Reply.Part(0xa1, 3, 2));
        assertThat(reply.text()).isEqualTo("你好");
    }

    @Test
    void a_header_of_16_bits_tells_the_part_also_behind_another_element() {
        Reply reply = read("0a" + "0a0201ff" + "0804a1b20403" + "4f60", 8, true);
        assertThat(reply.part()).isEqualTo(new Reply.Part(0xa1b2, 4, 3));
        assertThat(reply.text()).isEqualTo("你");
    }

    @Test
    void what_stands_beside_the_content_counts_only_where_no_header_says_otherwise() {
        Reply.Part beside = new Reply.Part(9, 2, 1);
        assertThat(Uplink.read(ENVELOPE, Reply.Coding.UCS2, Octets.ofHex("050003a103024f60"), true, beside).part())
                .isEqualTo(new Reply.Part(0xa1, 3, 2));
        assertThat(Uplink.read(ENVELOPE, Reply.Coding.UCS2, Octets.ofHex("4f60"), false, beside).part())
                .isEqualTo(beside);
    }

    @Test
    void a_part_of_one_and_numbers_that_make_no_sense_are_no_part() {
        assertThat(read("050003a10101" + "4f60", 8, true).part()).isNull();
        assertThat(read("050003a10304" + "4f60", 8, true).part()).isNull();
        assertThat(read("050003a10300" + "4f60", 8, true).text()).isEqualTo("你");
        assertThat(read("ff4f60", 4, true).octets()).as("a header longer than all").hasSize(3);
    }

    @Test
    void each_coding_is_read() {
        assertThat(read("5444", 0, false).text()).isEqualTo("TD");
        assertThat(read("d83dde00", 8, false).text()).isEqualTo("😀");
        assertThat(read("cdcbb6a9", 15, false).text()).isEqualTo("退订");
        assertThat(read("cdcbb6a9", 0, false).text()).as("ASCII that is none").isEqualTo("退订");
        assertThat(read("e9", 4, false).text()).isEqualTo("é");
        byte[] rare = "𠮷".getBytes(Charset.forName("GB18030"));
        assertThat(Uplink.read(ENVELOPE, Reply.Coding.GB18030, Octets.owning(rare), false, null).text())
                .isEqualTo("𠮷");
    }

    @Test
    void an_id_of_zeros_is_none() {
        Uplink.Envelope zeros = new Uplink.Envelope("0000000000000000", "1", "2");
        assertThat(Uplink.read(zeros, Reply.Coding.ASCII, Octets.EMPTY, false, null).id()).isEmpty();
        assertThat(read("41", 0, false).id()).isEqualTo("00ff");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void any_octets_are_read_with_seed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(30)];
            random.nextBytes(bytes);
            int coding = random.nextInt(256);
            assertThatCode(() -> Uplink.read(ENVELOPE, Uplink.coding(coding), Octets.owning(bytes), true, null).text())
                    .as(() -> new String(bytes, StandardCharsets.ISO_8859_1)).doesNotThrowAnyException();
        }
    }
}
