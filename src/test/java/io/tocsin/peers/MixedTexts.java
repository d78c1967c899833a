package io.tocsin.peers;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts of every kind that a warning may be: ASCII, Chinese, emoji, traditional Mongolian and
 * mixtures, of 1 to 8 segments, most of them about as long as one more segment begins. The same
 * seed makes the same ones.
 */
public final class MixedTexts {
    /** Characters of one UCS-2 segment alone and of one among several. */
    private static final int ALONE = 70;
    private static final int AMONG = 67;
    private static final int SEGMENTS = 8;
    /** All that is printable. */
    private static final String ASCII = IntStream.rangeClosed(' ', '~').mapToObj(Character::toString)
            .collect(Collectors.joining());
    private static final List<String> LETTERS = List.of(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz 0123456789",
            "Warning: call 96110! (24 h) + do not pay 100 % *now*; it is #fraud, <really> = \"theft\"?",
            "www.example_bank.cn/pay_me", "user@example.com", "$100");
    private static final String CHINESE = "您可能正在遭遇刷单返利诈骗请勿转账如有疑问请拨打反诈中心的电话呼伦贝尔市公安局提醒㐀龥";
    private static final List<String> EMOJI = List.of("😀", "🚨", "📵", "👮", "🏻", "‍", "🇨", "🇳", "𠮷", "☎️");
    /** Letters, variation selectors, the vowel separator and the narrow blank before suffixes. */
    private static final String MONGOLIAN = "ᠠᠡᠢᠣᠤᠥᠦᠨᠩᠪᠫᠬᠭᠮᠯᠰᠱᠲᠳᠴᠵᠶᠷᠸ᠋᠌᠍᠎\u202f᠂᠃ ";

    private final SplittableRandom random;

    /** Texts of that seed. */
    public MixedTexts(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next one. */
    public String next() {
        return switch (random.nextInt(6)) {
            case 0 -> ascii();
            case 1, 2 -> cut(CHINESE);
            case 3 -> emoji();
            case 4 -> cut(MONGOLIAN);
            default -> mixture();
        };
    }

    /** The next one that says something: no person writes back nothing, and some peers answer none. */
    public String some() {
        String text = next();
        while (text.isEmpty()) {
            text = next();
        }
        return text;
    }

    /** Letters, or any ASCII: with the characters that GSM 7-bit lacks, or has elsewhere. */
    private String ascii() {
        String letters = random.nextInt(3) == 0 ? ASCII : LETTERS.get(random.nextInt(LETTERS.size()));
        int length = around(1 + random.nextInt(500), List.of(140, 134, 268, 402, 536, 160, 153, 3));
        return cut(letters, Math.min(length, AMONG * SEGMENTS));
    }

    private String cut(String letters) {
        return cut(letters, length());
    }

    private String cut(String letters, int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    /** Pairs, joined ones too, so that some segment would end within one. */
    private String emoji() {
        int length = length();
        StringBuilder text = new StringBuilder(length + 2);
        while (text.length() < length - 1) {
            text.append(random.nextInt(8) == 0 ? "诈" : EMOJI.get(random.nextInt(EMOJI.size())));
        }
        return text.toString();
    }

    private String mixture() {
        int length = length();
        StringBuilder text = new StringBuilder(length + 8);
        while (text.length() < length - 3) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) (' ' + random.nextInt(95)));
                case 1 -> text.append(CHINESE.charAt(random.nextInt(CHINESE.length())));
                case 2 -> text.append(EMOJI.get(random.nextInt(EMOJI.size())));
                default -> text.append(MONGOLIAN.charAt(random.nextInt(MONGOLIAN.length())));
            }
        }
        return text.toString();
    }

    /** A length of 1 to 8 UCS-2 segments, often within one character of a segment's end. */
    private int length() {
        int segments = 1 + random.nextInt(SEGMENTS);
        int full = segments == 1 ? ALONE : AMONG * segments;
        return Math.clamp(around(1 + random.nextInt(full), List.of(full, ALONE, AMONG)), 1, AMONG * SEGMENTS - 2);
    }

    private int around(int other, List<Integer> marks) {
        return random.nextInt(3) == 0 ? other : marks.get(random.nextInt(marks.size())) - 1 + random.nextInt(3);
    }
}
