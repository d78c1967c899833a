package io.tocsin.send.voice;

import io.tocsin.warning.AttemptId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls of attempts that are up in an Asterisk and that this node does not follow: another node's,
 * or those that a gateway which was stopped left talking. They have lines of their trunks. Changed
 * by one event loop; asked by any thread.
 */
final class Strangers {
    /** Far more than an Asterisk holds. */
    private static final int MOST = 20_000;
    /** Of a call that nothing is known of but that it is about to end. */
    private static final String UNSEEN = "";

    /** The channels, by the attempts' ids. */
    private final Map<String, String> channels = new HashMap<>();
    private volatile Map<String, Integer> byEndpoint = Map.of();

    /**
     * These are all that there are, by their attempts' ids.
     *
     * @return those known before that are no more: they ended and nothing was heard of it
     */
    Map<String, String> are(Map<String, String> found) {
        Map<String, String> lost = new HashMap<>(channels);
        lost.keySet().removeAll(found.keySet());
        channels.clear();
        channels.putAll(found);
        count();
        return lost;
    }

    /** One of which nothing was heard before says that a person had taken it. */
    void heard(String id) {
        if (channels.size() < MOST && AttemptId.parse(id).isPresent()) {
            channels.putIfAbsent(id, UNSEEN);
        }
    }

    /**
     * One is over, or is followed from now on.
     *
     * @return whether it was one
     */
    boolean remove(String id) {
        String channel = channels.remove(id);
        if (channel != null && !channel.equals(UNSEEN)) {
            count();
        }
        return channel != null;
    }

    /** How many of them are up. */
    int count(String endpoint) {
        return byEndpoint.getOrDefault(endpoint, 0);
    }

    /** The same of all endpoints. */
    int all() {
        return byEndpoint.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether a channel is, or may be, one of that endpoint. */
    static boolean isOf(String channel, String endpoint) {
        return channel.equals(UNSEEN) || endpoint(channel).equals(endpoint);
    }

    /** The endpoint of a channel, {@code PJSIP/trunk-1} of {@code PJSIP/trunk-1-0000002a}. */
    static String endpoint(String channel) {
        int hyphen = channel.lastIndexOf('-');
        return hyphen < 0 ? channel : channel.substring(0, hyphen);
    }

    private void count() {
        Map<String, Integer> counted = new LinkedHashMap<>();
        channels.values().stream().filter(channel -> !channel.equals(UNSEEN))
                .forEach(channel -> counted.merge(endpoint(channel), 1, Integer::sum));
        byEndpoint = Map.copyOf(counted);
    }
}
