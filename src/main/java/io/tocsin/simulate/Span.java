package io.tocsin.simulate;

/**
 * A time between two bounds, evenly distributed.
 *
 * @param least milliseconds, at least 0
 * @param most milliseconds, at least {@code least}
 */
public record Span(int least, int most) {
    /** Refuses bounds that are negative or crossed. */
    public Span {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException("expected 0 <= least <= most, got " + least + " and " + most);
        }
    }

    /** No time at all. */
    public static final Span NONE = new Span(0, 0);

    /**
     * Reads {@code 50-500ms}, {@code 50ms} or {@code 2s}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static Span parse(String text) {
        String[] ends = text.split("-", -1);
        try {
            boolean seconds = text.endsWith("s") && !text.endsWith("ms");
            int factor = seconds ? 1000 : 1;
            int least = Integer.parseInt(ends[0].replaceAll("m?s$", "").strip()) * factor;
            int most = ends.length == 1 ? least : Integer.parseInt(ends[1].replaceAll("m?s$", "").strip()) * factor;
            return new Span(least, most);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a time like 50-500ms or 2s, got '" + text + "'", e);
        }
    }

    /** The time at a place of 0 to 1, in milliseconds. */
    public int at(double place) {
        return least + (int) (place * (most - least + 1));
    }
}
