package io.tocsin.review.dictionary;

import io.tocsin.config.value.Checks;
import java.util.List;

/**
 * What a reviewer finds on the desk beside the dispositions.
 *
 * @param stations names offered when a case is escalated; any other can be typed
 * @param messages what can be sent at once, at most 9, one for each digit
 */
public record DeskConfig(List<String> stations, List<Message> messages) {
    private static final int MOST_STATIONS = 500;
    private static final int LONGEST_STATION = 80;
    private static final int MOST_MESSAGES = 9;
    /** The template that is always there. */
    private static final String USUAL = "fraud-sms";

    /** Copies the lists and refuses what is out of range. */
    public DeskConfig {
        stations = List.copyOf(stations);
        messages = List.copyOf(messages);
        new Checks()
                .that(stations.size() <= MOST_STATIONS, "stations", stations.size() + " of them",
                        "at most " + MOST_STATIONS)
                .that(stations.stream().allMatch(each -> !each.isBlank() && each.length() <= LONGEST_STATION),
                        "stations", "a longer one, or nothing", "names of 1 to " + LONGEST_STATION + " characters")
                .that(messages.size() <= MOST_MESSAGES, "messages", messages.size() + " of them",
                        "at most " + MOST_MESSAGES)
                .done();
    }

    /** What holds unless the file says otherwise: no stations, and the usual text. */
    public static DeskConfig defaults() {
        return new DeskConfig(List.of(),
                List.of(new Message(USUAL, "劝阻短信", "Warning by text", Message.OF_TEMPLATE + USUAL)));
    }
}
