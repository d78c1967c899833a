package io.tocsin.house;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric as it is exported, or as a page says it is. The {@code _max} that comes with every
 * histogram and summary is none of its own.
 *
 * @param type {@code counter}, {@code gauge}, {@code histogram} or {@code summary}
 * @param labels names of its labels, without {@code le}
 * @param help what it says about itself
 */
public record Exported(String type, Set<String> labels, String help) {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) (\\w+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\| (.*) \\|");

    /** Reads what {@code /metrics} answers, by name. */
    public static Map<String, Exported> scraped(String text) {
        Map<String, String> help = new TreeMap<>();
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        text.lines().forEach(line -> {
            Matcher meta = META.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (meta.matches()) {
                (meta.group(1).equals("HELP") ? help : types).put(meta.group(2), meta.group(3));
            } else if (sample.matches()) {
                String family = family(sample.group(1), types);
                Set<String> names = labels.computeIfAbsent(family, _ -> new TreeSet<>());
                LABEL.matcher(sample.group(2) == null ? "" : sample.group(2)).results().map(label -> label.group(1))
                        .filter(label -> !label.equals("le")).forEach(names::add);
            }
        });
        Map<String, Exported> all = new TreeMap<>();
        types.forEach((name, type) -> {
            if (labels.containsKey(name) && !isMaximum(name, types)) {
                all.put(name, new Exported(type, labels.getOrDefault(name, Set.of()), help.getOrDefault(name, "")));
            }
        });
        return all;
    }

    private static String family(String name, Map<String, String> types) {
        String base = name.replaceFirst("_(bucket|sum|count)$", "");
        return types.containsKey(name) ? name : base;
    }

    private static boolean isMaximum(String name, Map<String, String> types) {
        String of = types.getOrDefault(name.replaceFirst("_max$", ""), "");
        return name.endsWith("_max") && (of.equals("histogram") || of.equals("summary"));
    }

    /** Reads the rows of a page's tables, by name. */
    public static Map<String, Exported> written(String page) {
        Map<String, Exported> all = new TreeMap<>();
        page.lines().map(ROW::matcher).filter(Matcher::matches).forEach(row -> {
            Set<String> labels = new TreeSet<>();
            WORD.matcher(row.group(3)).results().map(MatchResult::group).forEach(labels::add);
            all.put(row.group(1), new Exported(row.group(2), labels, row.group(4)));
        });
        return all;
    }

    /** The row of a page that says it. */
    public String row(String name) {
        StringBuilder text = new StringBuilder();
        labels.forEach(label -> text.append(text.isEmpty() ? "" : " ").append('`').append(label).append('`'));
        return "| `" + name + "` | " + type + " | " + text + " | " + help + " |";
    }
}
