package io.tocsin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.config.value.Durations;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.review.dictionary.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Contents as the YAML that would read them, to begin a change with. */
final class ContentTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContentTexts() {}

    static String of(Script script) {
        return "match: " + list(script.match().stream()) + "\nzh: " + quoted(script.zh()) + "\nen: "
                + quoted(script.en()) + "\nsay:\n  zh:" + lines(script.say()) + "  en:" + lines(script.sayEn());
    }

    private static String lines(List<String> points) {
        return points.isEmpty()
                ? " []\n"
                : points.stream().map(point -> "    - " + quoted(point) + "\n")
                        .collect(Collectors.joining("", "\n", ""));
    }

    static String of(Dictionary dictionary) {
        return "version: " + dictionary.version() + "\ndispositions:\n"
                + dictionary.dispositions().stream().map(ContentTexts::line).collect(Collectors.joining());
    }

    private static String line(Disposition each) {
        StringBuilder line = new StringBuilder("  ").append(each.code()).append(": { zh: ").append(quoted(each.zh()))
                .append(", en: ").append(quoted(each.en()));
        if (each.key() != null) {
            line.append(", key: ").append(each.key());
        }
        line.append(", effect: ").append(each.effect().code());
        Duration after = each.after();
        if (after != null) {
            line.append(", after: ").append(Durations.format(after));
        }
        line.append(", note: ").append(each.note().code());
        if (!each.amounts().isEmpty()) {
            line.append(", amounts: ").append(list(each.amounts().stream().map(Disposition.Amount::code).sorted()));
        }
        if (!each.fields().isEmpty()) {
            line.append(", fields: ").append(list(each.fields().stream()));
        }
        if (!each.details().required().isEmpty()) {
            line.append(", required: ").append(list(each.details().required().stream().sorted()));
        }
        if (!each.details().labels().isEmpty()) {
            line.append(", labels: ").append(each.details().labels().entrySet().stream().sorted(Map.Entry
                    .comparingByKey())
                    .map(label -> label.getKey() + ": { zh: " + quoted(label.getValue().zh()) + ", en: "
                            + quoted(label.getValue().en()) + " }")
                    .collect(Collectors.joining(", ", "{ ", " }")));
        }
        return line.append(" }\n").toString();
    }

    private static String list(java.util.stream.Stream<String> texts) {
        return texts.map(ContentTexts::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** JSON's quotes are YAML's. */
    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text cannot fail", e);
        }
    }
}
