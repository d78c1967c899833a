package io.tocsin.store.review;

import io.tocsin.review.dictionary.Details;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The dictionaries that were ever in use, each version once and for ever: a case says under which
 * it was closed. A line for each disposition, its parts separated by tabs.
 */
public final class Dictionaries {
    private static final int PARTS = 11;
    /** Between two labels, and between the parts of one: nothing of a label is a control character. */
    private static final String BETWEEN = "\u001e";
    private static final String WITHIN = "\u001f";
    private final Redis redis;

    /** Those in that Redis. */
    public Dictionaries(Redis redis) {
        this.redis = redis;
    }

    /**
     * Makes a version known.
     *
     * @throws IllegalStateException when that version is known with other dispositions
     */
    public void publish(Dictionary dictionary) {
        String text = text(dictionary);
        redis.call("HSETNX", Keys.DICTIONARIES, dictionary.version(), text);
        if (!Reply.text(redis.call("HGET", Keys.DICTIONARIES, dictionary.version())).equals(text)) {
            throw new IllegalStateException("review.dictionary: version " + dictionary.version()
                    + " was used with other dispositions; raise version when they change");
        }
    }

    /** A version that was used; empty when it was not. */
    public Optional<Dictionary> find(int version) {
        String text = Reply.text(redis.call("HGET", Keys.DICTIONARIES, version));
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dictionary(version, text.lines().map(Dictionaries::line).toList()));
    }

    private static String text(Dictionary dictionary) {
        return dictionary.dispositions().stream().map(Dictionaries::line).collect(Collectors.joining("\n"));
    }

    private static String line(Disposition each) {
        Duration after = each.after();
        // What asks for nothing new is written as it always was: a version is known by its text.
        String details = each.details().required().isEmpty() && each.details().labels().isEmpty()
                ? ""
                : "\t"
                        + each.details().required().stream().sorted().collect(Collectors.joining(",")) + "\t"
                        + each.details().labels().entrySet().stream().sorted(Map.Entry.comparingByKey())
                                .map(label -> String.join(WITHIN, label.getKey(), clean(label.getValue().zh()),
                                        clean(label.getValue().en())))
                                .collect(Collectors.joining(BETWEEN));
        return String.join("\t", each.code(), clean(each.zh()), clean(each.en()),
                Objects.requireNonNullElse(each.key(), ""), each.effect().name(),
                after == null ? "" : after.toString(), each.note().name(),
                each.amounts().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                String.join(",", each.fields())) + details;
    }

    private static Disposition line(String text) {
        String[] parts = Arrays.copyOf(text.split("\t", -1), PARTS);
        Set<Disposition.Amount> amounts = new LinkedHashSet<>();
        list(parts[7]).forEach(name -> amounts.add(Disposition.Amount.valueOf(name)));
        return new Disposition(parts[0], parts[1], parts[2], parts[3].isEmpty() ? null : parts[3],
                Disposition.Effect.valueOf(parts[4]), parts[5].isEmpty() ? null : Duration.parse(parts[5]),
                Disposition.NoteRule.valueOf(parts[6]),
                new Details(amounts, list(parts[8]), parts[9] == null ? Set.of() : Set.copyOf(list(parts[9])),
                        parts[10] == null ? Map.of() : labels(parts[10])));
    }

    private static Map<String, Details.Label> labels(String text) {
        Map<String, Details.Label> labels = new HashMap<>();
        for (String label : text.isEmpty() ? new String[0] : text.split(BETWEEN, -1)) {
            String[] parts = label.split(WITHIN, 3);
            labels.put(parts[0], new Details.Label(parts[1], parts[2]));
        }
        return labels;
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : new ArrayList<>(List.of(text.split(",", -1)));
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
