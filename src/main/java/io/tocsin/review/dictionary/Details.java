package io.tocsin.review.dictionary;

import io.tocsin.config.value.Checks;
import io.tocsin.review.dictionary.Disposition.Amount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a disposition asks for besides a note.
 *
 * @param amounts which amounts may be given
 * @param fields names of further fields
 * @param required codes of those amounts, and names of those fields, without which nothing goes; of
 *            an amount 0 will do
 * @param labels what those fields are called, by their names; one without goes by its name
 */
public record Details(Set<Amount> amounts, List<String> fields, Set<String> required, Map<String, Label> labels) {
    /** Nothing is asked for. */
    public static final Details NONE = new Details(Set.of(), List.of(), Set.of(), Map.of());
    private static final int LONGEST = 40;

    /** Copies the collections and refuses what is required or called something, and not asked for. */
    public Details {
        amounts = Set.copyOf(amounts);
        fields = List.copyOf(fields);
        required = Set.copyOf(required);
        labels = Map.copyOf(new TreeMap<>(labels));
        Set<String> known = Stream.concat(amounts.stream().map(Amount::code), fields.stream())
                .collect(Collectors.toSet());
        new Checks().that(known.containsAll(required), "required", String.valueOf(required),
                "amounts and fields of this disposition, " + known)
                .that(fields.containsAll(labels.keySet()), "labels", String.valueOf(labels.keySet()),
                        "fields of this disposition, " + fields)
                .done();
    }

    /** Whether that amount has to be given. */
    public boolean isRequired(Amount amount) {
        return required.contains(amount.code());
    }

    /**
     * What a field is called.
     *
     * @param zh what people read first, 1 to 40 characters
     * @param en the same in English
     */
    public record Label(String zh, String en) {
        /** Refuses what is empty or too long. */
        public Label {
            new Checks().that(fits(zh), "zh", zh, "1 to " + LONGEST + " characters")
                    .that(fits(en), "en", en, "1 to " + LONGEST + " characters").done();
        }

        private static boolean fits(String label) {
            return !label.isBlank() && label.length() <= LONGEST;
        }
    }
}
