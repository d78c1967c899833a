package io.tocsin.send.sms.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.send.sms.wire.Octets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmenterTest {

    private static final Segmenter UCS2 = new Segmenter(true, Encoding.UCS2, false, 16);
    private static final Segmenter GB = new Segmenter(true, Encoding.GB18030, false, 16);
    private static final Segmenter WIDE = new Segmenter(true, Encoding.UCS2, true, 16);
    private static final String MONGOLIAN = "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ᠋᠎";

    @ParameterizedTest(name = "{1} times {0} in {2} segments")
    @CsvSource({"a,140,1", "a,141,2", "a,268,2", "a,269,3", "诈,70,1", "诈,71,2", "诈,134,2", "诈,135,3", "😀,35,1",
            "😀,36,2", "😀,66,2", "😀,67,3"})
    void the_borders_between_segment_counts(String character, int times, int segments) {
        String text = character.repeat(times);
        assertThat(UCS2.count(text)).isEqualTo(segments);
        assertThat(UCS2.split(text, 1).parts()).hasSize(segments);
    }

    @Test
    void room_is_left_in_every_segment_for_what_the_carrier_adds() {
        Segmenter leaving = UCS2.leaving("【反诈】");
        assertThat(leaving.count("诈".repeat(66))).isEqualTo(1);
        assertThat(leaving.count("诈".repeat(67))).isEqualTo(2);
        assertThat(leaving.count("诈".repeat(2 * 63))).isEqualTo(2);
        assertThat(leaving.count("诈".repeat(2 * 63 + 1))).isEqualTo(3);
        assertThat(leaving.split("a".repeat(66), 1).encoding()).as("what is added is Chinese").isEqualTo(Encoding.UCS2);
        assertThat(leaving.split("诈".repeat(2 * 63), 1).parts())
                .allSatisfy(part -> assertThat(part.length()).isLessThanOrEqualTo(140 - 8));
    }

    @Test
    void a_text_of_one_segment_has_no_header() {
        EncodedText text = UCS2.split("你好", 1);
        assertThat(text.hasHeaders()).isFalse();
        assertThat(text.encoding()).isEqualTo(Encoding.UCS2);
        assertThat(text.parts()).containsExactly(Octets.ofHex("4f60597d"));
    }

    @Test
    void a_header_has_reference_total_and_number() {
        assertThat(UCS2.split("诈".repeat(71), 0x1234).parts()).satisfiesExactly(
                part -> assertThat(part.toString()).startsWith("050003340201" + "8bc8").hasSize(280),
                part -> assertThat(part.toString()).isEqualTo("050003340202" + "8bc8".repeat(4)));
    }

    @Test
    void a_wide_reference_has_sixteen_bits_and_leaves_room_for_66() {
        assertThat(WIDE.split("诈".repeat(132), 0x1234).parts()).satisfiesExactly(
                part -> assertThat(part.toString()).startsWith("06080412340201" + "8bc8").hasSize(2 * 139),
                part -> assertThat(part.toString()).startsWith("06080412340202" + "8bc8"));
        assertThat(WIDE.count("诈".repeat(133))).isEqualTo(3);
    }

    @Test
    void a_character_of_four_octets_is_not_cut() {
        // 66 Chinese characters and half an emoji would fill the first part.
        String text = "诈".repeat(66) + "😀" + "诈".repeat(10);
        assertThat(UCS2.split(text, 1).parts().getFirst().length()).isEqualTo(6 + 132);
        assertThat(joined(UCS2, UCS2.split(text, 1))).isEqualTo(text);
    }

    @Test
    void gb18030_takes_one_two_or_four_octets() {
        assertThat(GB.split("a诈ᠮ😀", 1).parts().getFirst().length()).isEqualTo(1 + 2 + 4 + 4);
        assertThat(GB.count("诈".repeat(70))).isEqualTo(1);
        assertThat(GB.count("诈".repeat(70) + "a")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a~", "{", "x[1]", "`", "a\nb", "tab\t", "é", "\u007f"})
    void what_is_not_the_same_on_every_phone_is_not_sent_as_ascii(String text) {
        assertThat(UCS2.split(text, 1).encoding()).isEqualTo(Encoding.UCS2);
    }

    @Test
    void what_is_the_same_on_every_phone_is_sent_as_ascii() {
        String text = "ABC xyz 0189 !\"#$%&'()*+,-./:;<=>?@_";
        assertThat(UCS2.split(text, 1).encoding()).isEqualTo(Encoding.ASCII);
        assertThat(Encoding.ASCII.decoded(UCS2.split(text, 1).parts().getFirst())).isEqualTo(text);
    }

    @Test
    void a_carrier_may_want_no_ascii_at_all() {
        assertThat(new Segmenter(false, Encoding.UCS2, false, 16).split("abc", 1).encoding())
                .isEqualTo(Encoding.UCS2);
    }

    @Test
    void a_text_too_long_says_what_was_got_and_expected() {
        assertThat(UCS2.split("诈".repeat(16 * 67), 1).parts()).hasSize(16);
        assertThatThrownBy(() -> UCS2.split("诈".repeat(16 * 67 + 1), 1)).isInstanceOf(TooLongException.class)
                .hasMessage("expected at most 16 segments, got 17");
        assertThat(UCS2.count("诈".repeat(16 * 67 + 1))).isEqualTo(17);
    }

    @Test
    void an_empty_text_is_one_empty_segment() {
        assertThat(UCS2.count("")).isOne();
        assertThat(UCS2.split("", 1).parts()).containsExactly(Octets.EMPTY);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void parts_put_together_give_the_text_back(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String text = text(random);
            for (Segmenter segmenter : new Segmenter[]{UCS2, GB, WIDE}) {
                EncodedText encoded = segmenter.split(text, random.nextInt());
                assertThat(encoded.parts()).hasSize(segmenter.count(text))
                        .allSatisfy(part -> assertThat(part.length()).isBetween(1, 140));
                assertThat(joined(segmenter, encoded)).isEqualTo(text);
            }
        }
    }

    private static String text(Random random) {
        String[] pieces = {"a", "Z9 ", "诈骗", "，", "😀", "👨‍👩‍👧", "𠮷", MONGOLIAN, "é", "~"};
        int kinds = 1 + random.nextInt(pieces.length);
        StringBuilder text = new StringBuilder("x");
        for (int n = random.nextInt(120); n > 0; n--) {
            text.append(pieces[random.nextInt(kinds)]);
        }
        return text.toString();
    }

    private static String joined(Segmenter segmenter, EncodedText text) {
        int header = text.hasHeaders() ? (segmenter.joining() == Joining.UDH16 ? 7 : 6) : 0;
        return text.parts().stream().map(part -> Arrays.copyOfRange(part.toBytes(), header, part.length()))
                .map(part -> text.encoding().decoded(Octets.of(part))).collect(Collectors.joining());
    }

    @Test
    void a_flash_text_has_class_0_in_its_coding_and_the_same_parts() {
        EncodedText kept = UCS2.split("诈".repeat(100), 3);
        EncodedText flash = kept.asFlash();
        assertThat(flash.parts()).isEqualTo(kept.parts());
        assertThat(kept.coding(8)).isEqualTo(8);
        assertThat(flash.coding(8)).isEqualTo(0x18);
        assertThat(flash.coding(0)).isEqualTo(0x10);
        assertThat(flash.coding(1)).as("SMPP's ASCII").isEqualTo(0x10);
    }
}
