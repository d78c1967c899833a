package io.tocsin.review.dictionary;

import io.tocsin.config.value.Checks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reviewer finds on the desk beside the dispositions.
 *
 * @param stations names offered when a case is escalated; any other can be typed
 * @param messages what can be sent at once, at most 9, one for each digit
 * @param scripts what to say; the first that matches a type of fraud counts, at most 100
 */
public record DeskConfig(List<String> stations, List<Message> messages, List<Script> scripts) {
    private static final int MOST_SCRIPTS = 100;
    private static final int MOST_STATIONS = 500;
    private static final int LONGEST_STATION = 80;
    private static final int MOST_MESSAGES = 9;
    /** The template that is always there. */
    private static final String USUAL = "fraud-sms";

    /** Copies the lists and refuses what is out of range. */
    public DeskConfig {
        stations = List.copyOf(stations);
        messages = List.copyOf(messages);
        scripts = List.copyOf(scripts);
        new Checks()
                .that(stations.size() <= MOST_STATIONS, "stations", stations.size() + " of them",
                        "at most " + MOST_STATIONS)
                .that(stations.stream().allMatch(each -> !each.isBlank() && each.length() <= LONGEST_STATION),
                        "stations", "a longer one, or nothing", "names of 1 to " + LONGEST_STATION + " characters")
                .that(messages.size() <= MOST_MESSAGES, "messages", messages.size() + " of them",
                        "at most " + MOST_MESSAGES)
                .that(scripts.size() <= MOST_SCRIPTS, "scripts", scripts.size() + " of them",
                        "at most " + MOST_SCRIPTS)
                .done();
    }

    /** Those scripts, then the others that have none of their names. */
    public static List<Script> before(List<Script> own, List<Script> others) {
        Set<String> names = own.stream().map(Script::name).collect(Collectors.toSet());
        return Stream.concat(own.stream(), others.stream().filter(each -> !names.contains(each.name()))).toList();
    }

    /** What holds unless the file says otherwise: no stations, and the usual text and scripts. */
    public static DeskConfig defaults() {
        return new DeskConfig(List.of(),
                List.of(new Message(USUAL, "劝阻短信", "Warning by text", Message.OF_TEMPLATE + USUAL)),
                UsualScripts.scripts());
    }
}
