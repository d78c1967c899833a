package io.tocsin.review.rule;

import io.tocsin.warning.Warning;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which unit a flagged number belongs to: what the warning's variable {@code unit} or {@code 辖区}
 * says, else the unit of the client that sent it, else none. What is no path of a unit counts as
 * not said.
 *
 * @param ofClients the units of clients by name
 */
public record Units(Map<String, String> ofClients) {
    private static final int LONGEST = 160;
    private static final String NAME = "[\\p{L}\\p{N}·（）()_-]{1,30}";
    private static final Pattern PATH = Pattern.compile(NAME + "(/" + NAME + "){0,4}");

    /** Copies the map. */
    public Units {
        ofClients = Map.copyOf(ofClients);
    }

    /** The unit's path; empty when there is none. */
    public Optional<String> of(Warning warning) {
        return Stream.of(warning.vars().getOrDefault("unit", ""), warning.vars().getOrDefault("辖区", ""),
                ofClients.getOrDefault(warning.client(), "")).map(Units::plain)
                .filter(Units::isPath).findFirst();
    }

    /** As users' units are written: one way of writing the same letters. */
    private static String plain(String text) {
        return text.length() > LONGEST ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }

    /** Whether a text is the path of a unit. */
    public static boolean isPath(String text) {
        return text.length() <= LONGEST && PATH.matcher(text).matches();
    }
}
