package io.tocsin.review.sample;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws by lot: of everybody's closings the same share, at least one, in an order that follows from
 * the closings alone. So whoever draws gets the same ones, a larger share has all of the smaller,
 * and nobody picks.
 */
public final class Lot {
    private Lot() {}

    /**
     * A closing that may be drawn.
     *
     * @param id which
     * @param by whose work it was
     */
    public record Closing(SampleId id, String by) {}

    /**
     * Draws.
     *
     * @param percent of everybody's closings, 1 to 100, rounded up
     */
    public static List<SampleId> draw(List<Closing> closings, int percent) {
        Map<String, List<SampleId>> work = new TreeMap<>();
        closings.forEach(each -> work.computeIfAbsent(each.by(), _ -> new ArrayList<>()).add(each.id()));
        List<SampleId> drawn = new ArrayList<>();
        for (List<SampleId> own : work.values()) {
            int wanted = Math.toIntExact((own.size() * (long) percent + 99) / 100);
            own.stream().sorted(Comparator.comparingLong(Lot::place).thenComparing(SampleId::toString)).limit(wanted)
                    .forEach(drawn::add);
        }
        return drawn;
    }

    private static long place(SampleId id) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(id.toString().getBytes(StandardCharsets.US_ASCII))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
