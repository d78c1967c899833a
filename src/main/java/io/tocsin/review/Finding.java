package io.tocsin.review;

import java.util.Map;

/**
 * A disposition as a reviewer gives it.
 *
 * @param disposition its code
 * @param note may be empty where the dictionary allows it; at most 2,000 characters
 * @param savedFen money kept from swindlers, in fen; {@link #UNTOLD} when nothing was said of it
 * @param lostFen money that was lost, in fen; {@link #UNTOLD} when nothing was said of it
 * @param fields further fields; {@code station} where the disposition escalates
 * @param version of the dictionary from which it was chosen, 0 for the one that holds
 */
public record Finding(String disposition, String note, long savedFen, long lostFen, Map<String, String> fields,
        int version) {
    /**
     * Of an amount nobody said anything about; it counts as 0, and will not do where one is required.
     */
    public static final long UNTOLD = -1;
    /** The field that names the police station. */
    public static final String STATION = "station";
    /** Most characters of a note. */
    public static final int LONGEST_NOTE = 2_000;

    /** Copies the map. */
    public Finding {
        fields = Map.copyOf(fields);
    }

    /** One of the dictionary that holds. */
    public Finding(String disposition, String note, long savedFen, long lostFen, Map<String, String> fields) {
        this(disposition, note, savedFen, lostFen, fields, 0);
    }
}
