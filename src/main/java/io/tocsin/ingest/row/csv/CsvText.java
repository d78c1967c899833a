package io.tocsin.ingest.row.csv;

import io.tocsin.ingest.row.BadBodyException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of rows into text, in UTF-8 or GB18030. When nobody said which, the first row
 * that is not ASCII decides for good: Chinese text is UTF-8 only if it is valid and has a character
 * of three bytes, as two bytes of GB18030 are now and then valid UTF-8 for a Greek letter.
 */
public final class CsvText {
    /** Reads GBK and GB2312 as well, which are parts of it. */
    private static final Charset GB18030 = Charset.forName("GB18030");

    private @Nullable CharsetDecoder decoder;

    private CsvText() {}

    private CsvText(Charset charset) {
        decoder = charset.newDecoder();
    }

    /**
     * For the charset of that name.
     *
     * @param name as in a content type, empty when it is to be found out
     * @throws BadBodyException when it is none that is read here
     */
    public static CsvText of(String name) throws BadBodyException {
        if (name.isEmpty()) {
            return new CsvText();
        }
        return new CsvText(charset(name).orElseThrow(
                () -> new BadBodyException("got the charset " + name + ", expected utf-8 or gb18030")));
    }

    private static Optional<Charset> charset(String name) {
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "utf-8", "utf8", "us-ascii", "ascii" -> Optional.of(StandardCharsets.UTF_8);
            case "gb18030", "gbk", "gb2312", "cp936", "windows-936" -> Optional.of(GB18030);
            default -> Optional.empty();
        };
    }

    /** A byte order mark was seen. */
    void isUtf8() {
        decoder = StandardCharsets.UTF_8.newDecoder();
    }

    /**
     * The text of a row; must be asked for every row in order, as the first that is not ASCII decides.
     *
     * @return null when the bytes are not text in the charset
     */
    @Nullable
    String of(byte[] bytes, int from, int to) {
        if (isAscii(bytes, from, to)) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        if (decoder == null) {
            decoder = (isUtf8(bytes, from, to) ? StandardCharsets.UTF_8 : GB18030).newDecoder();
        }
        return decode(decoder, bytes, from, to);
    }

    private static boolean isUtf8(byte[] bytes, int from, int to) {
        boolean three = false;
        for (int i = from; i < to && !three; i++) {
            three = (bytes[i] & 0xff) >= 0xe0;
        }
        return three && decode(StandardCharsets.UTF_8.newDecoder(), bytes, from, to) != null;
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String decode(CharsetDecoder decoder, byte[] bytes, int from, int to) {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
