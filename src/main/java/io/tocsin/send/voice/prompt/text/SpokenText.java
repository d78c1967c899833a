package io.tocsin.send.voice.prompt.text;

import java.text.Normalizer;

/**
 * A text as it is said: figures as words, signs as pauses, nothing that cannot be spoken. Chinese
 * only; text of other languages passes, but for what is no text.
 */
public final class SpokenText {
    /** A prompt is a sentence or two; more than this is none. */
    static final int LONGEST = 500;

    private static final String SHORT_PAUSES = ",;:、，；：()[]/—~";
    private static final String LONG_PAUSES = ".。…\n";

    private SpokenText() {}

    /**
     * The text as it is said. The same again for what it made: it may be applied twice.
     *
     * @param text as it is written, variables filled in
     * @param language such as {@code zh-CN}
     * @return at most 500 characters; empty when there is nothing to say
     */
    public static String of(String text, String language) {
        String said = language.equals("zh") || language.startsWith("zh-")
                ? chinese(text)
                : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return said.length() <= LONGEST ? said : said.substring(0, said.offsetByCodePoints(0, whole(said)));
    }

    /** How many characters fit without cutting one in two. */
    private static int whole(String said) {
        int end = Character.isHighSurrogate(said.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return said.codePointCount(0, end);
    }

    private static String chinese(String text) {
        String bounded = text.length() <= 4 * LONGEST ? text : text.substring(0, 4 * LONGEST);
        // One form for full and half width, and for what is written in a circle or square.
        String narrow = Normalizer.normalize(bounded.replace("℃", "摄氏度"), Normalizer.Form.NFKC)
                .replaceAll("\\R", "\n");
        StringBuilder said = new StringBuilder();
        Figures.said(narrow).codePoints().forEach(character -> add(character, said));
        while (!said.isEmpty() && "， ".indexOf(said.charAt(said.length() - 1)) >= 0) {
            said.setLength(said.length() - 1);
        }
        return said.toString();
    }

    private static void add(int character, StringBuilder said) {
        if (Character.isIdeographic(character) || latin(character)) {
            said.appendCodePoint(character);
        } else if (character == '&' || character == '+') {
            said.append(character == '&' ? '和' : '加');
        } else if (character == '?' || character == '!') {
            pause(character == '?' ? '？' : '！', said);
        } else if (LONG_PAUSES.indexOf(character) >= 0) {
            pause('。', said);
        } else if (SHORT_PAUSES.indexOf(character) >= 0) {
            pause('，', said);
        } else if (Character.isWhitespace(character) && !said.isEmpty() && latin(said.charAt(said.length() - 1))) {
            said.append(' ');
        }
    }

    /** One pause, the longest of those in a row; none before the first word. */
    private static void pause(char pause, StringBuilder said) {
        if (!said.isEmpty() && said.charAt(said.length() - 1) == ' ') {
            said.setLength(said.length() - 1);
        }
        if (said.isEmpty()) {
            return;
        }
        char last = said.charAt(said.length() - 1);
        if (last == '，') {
            said.setCharAt(said.length() - 1, pause);
        } else if ("。？！".indexOf(last) < 0) {
            said.append(pause);
        }
    }

    private static boolean latin(int character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }
}
