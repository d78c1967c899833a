package io.tocsin.config.yaml;

import io.tocsin.config.value.Durations;
import io.tocsin.config.value.HourRange;
import io.tocsin.config.value.NumberPrefixes;
import io.tocsin.config.value.Rate;
import io.tocsin.config.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a scalar in the file is read as.
 *
 * @param expected the kind in words, for "expected …"
 * @param words the only words that are right, or empty when there are too many to list
 * @param form how it is written
 * @param parse throws {@link IllegalArgumentException} (or a subclass) for what is not of the kind
 * @param <T> what it becomes
 */
public record Kind<T>(String expected, List<String> words, Form form, Function<String, T> parse) {
    /** How a scalar is treated before it is parsed. */
    public enum Form {
        /** {@code ${…}} is replaced; the text may be shown in problems. */
        PLAIN,
        /** {@code ${…}} is replaced; the text is never shown. */
        HIDDEN,
        /** Taken as it stands: a message's text may hold such signs of its own. */
        VERBATIM
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

    /** A text that is not blank. */
    public static final Kind<String> TEXT = plain("a text that is not empty", Kind::notBlank);
    /** A text that may be empty. */
    public static final Kind<String> ANY_TEXT = plain("a text", text -> text);
    /** A text that is not blank, taken as it stands. */
    public static final Kind<String> MESSAGE = new Kind<>("a text that is not empty", List.of(), Form.VERBATIM,
            Kind::notBlank);
    /** A short name, fit for keys and metrics. */
    public static final Kind<String> NAME_OF = plain(
            "a name of at most 64 letters, digits, dots, hyphens and underscores", Kind::name);
    /** A whole number. */
    public static final Kind<Integer> WHOLE = plain("a whole number", Integer::valueOf);
    /** A number with or without decimals. */
    public static final Kind<Double> DECIMAL = plain("a number", Kind::decimal);
    /** {@code true} or {@code false}. */
    public static final Kind<Boolean> FLAG = words(FLAGS);
    /** A {@link Rate}. */
    public static final Kind<Rate> RATE = plain("a rate like 300/s, 60/m, 20/h or 3/d", Rate::parse);
    /** A duration as {@link Durations} writes it. */
    public static final Kind<Duration> DURATION = plain("a duration like 200ms, 5s, 15m, 48h or 30d", Durations::parse);
    /** A {@link HourRange}. */
    public static final Kind<HourRange> HOURS = plain("hours like 22:00-07:30", HourRange::parse);
    /** A number or its beginning. */
    public static final Kind<String> NUMBER_PREFIX = plain("a number or its beginning, 1 to 15 digits",
            NumberPrefixes::check);
    /** A {@link Secret}. */
    public static final Kind<Secret> SECRET = new Kind<>("a secret, best written ${ENV_NAME} or ${file:/path}",
            List.of(), Form.HIDDEN, Secret::of);
    /** A time zone by name. */
    public static final Kind<ZoneId> ZONE = plain("a time zone like Asia/Shanghai", Kind::zone);
    /** An address to post to. */
    public static final Kind<URI> HTTP_URL = plain("an address like https://host/path", Kind::httpUrl);

    /**
     * A kind whose text may be shown and holds {@code ${…}}.
     *
     * @param expected the kind in words
     * @param parse throws {@link IllegalArgumentException} for what is not of the kind
     * @param <T> what it becomes
     * @return the kind
     */
    public static <T> Kind<T> plain(String expected, Function<String, T> parse) {
        return new Kind<>(expected, List.of(), Form.PLAIN, parse);
    }

    /**
     * A kind of a few words.
     *
     * @param meanings the words and what each becomes
     * @param <T> what they become
     * @return the kind
     */
    public static <T> Kind<T> words(Map<String, T> meanings) {
        List<String> words = meanings.keySet().stream().sorted().toList();
        return new Kind<>(words.isEmpty() ? "nothing, as there is none" : "one of " + String.join(", ", words), words,
                Form.PLAIN, text -> {
                    T meaning = meanings.get(text);
                    if (meaning == null) {
                        throw new IllegalArgumentException(text);
                    }
                    return meaning;
                });
    }

    /**
     * A whole number within bounds.
     *
     * @param least smallest that is right
     * @param most largest that is right
     * @return the kind
     */
    public static Kind<Integer> between(int least, int most) {
        return plain("a whole number from " + least + " to " + most,
                text -> inside(Integer.valueOf(text), least, most));
    }

    /**
     * A duration within bounds.
     *
     * @param least shortest that is right
     * @param most longest that is right
     * @return the kind
     */
    public static Kind<Duration> between(Duration least, Duration most) {
        return plain("a duration from " + Durations.format(least) + " to " + Durations.format(most),
                text -> inside(Durations.parse(text), least, most));
    }

    private static <T extends Comparable<T>> T inside(T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("got " + value + ", expected " + least + " to " + most);
        }
        return value;
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return text;
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Double decimal(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return ZoneId.of(text);
    }

    private static URI httpUrl(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }
}
