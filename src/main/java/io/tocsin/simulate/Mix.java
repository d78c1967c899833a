package io.tocsin.simulate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shares of outcomes, as {@code DELIVRD=97,MK:0012=2,UNKNOWN=1}: each word comes up in proportion
 * to its number.
 *
 * @param shares word to share, each at least 0, their sum above 0
 */
public record Mix(Map<String, Double> shares) {
    /** Refuses what has no sum. */
    public Mix {
        shares = Map.copyOf(new LinkedHashMap<>(shares));
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!(sum > 0) || shares.values().stream().anyMatch(share -> share < 0)) {
            throw new IllegalArgumentException("expected shares of at least 0 with a sum above 0, got " + shares);
        }
    }

    /** Always the same word. */
    public static Mix only(String word) {
        return new Mix(Map.of(word, 1.0));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException naming the piece that is not {@code word=number}
     */
    public static Mix parse(String text) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String piece : text.split(",", -1)) {
            int equals = piece.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected pieces like DELIVRD=97, got '" + piece + "'");
            }
            try {
                shares.put(piece.substring(0, equals).strip(), Double.valueOf(piece.substring(equals + 1).strip()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("expected a number after = in '" + piece + "'", e);
            }
        }
        return new Mix(shares);
    }

    /**
     * The word at a place.
     *
     * @param place 0 to 1, evenly distributed; words are ordered by their text so that a seed repeats
     */
    public String at(double place) {
        double rest = place * shares.values().stream().mapToDouble(Double::doubleValue).sum();
        String last = "";
        for (Map.Entry<String, Double> share : new java.util.TreeMap<>(shares).entrySet()) {
            if (share.getValue() > 0) {
                last = share.getKey();
                rest -= share.getValue();
                if (rest < 0) {
                    return last;
                }
            }
        }
        return last;
    }
}
