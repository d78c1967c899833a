package io.tocsin.send.voice.agi.wire;

import java.util.Map;

/**
 * What Asterisk says when it asks what to do with a call: {@code agi_network}, {@code agi_channel},
 * {@code agi_arg_1} and so on.
 *
 * @param headers by name without {@code agi_}
 */
public record AgiRequest(Map<String, String> headers) {
    /** More than Asterisk 22 sends with the two arguments of ours (22). */
    static final int MOST_HEADERS = 64;

    /** Copies the map. */
    public AgiRequest {
        headers = Map.copyOf(headers);
    }

    /**
     * An argument of the dialplan's AGI().
     *
     * @param place from 1
     * @return empty when there is none
     */
    public String argument(int place) {
        return headers.getOrDefault("arg_" + place, "");
    }
}
