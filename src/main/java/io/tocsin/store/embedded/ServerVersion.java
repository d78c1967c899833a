package io.tocsin.store.embedded;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Redis.
 *
 * @param major as 7
 * @param minor as 0
 * @param patch as 15
 */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {
    /** The oldest that will do: scripts use what it has. */
    public static final ServerVersion OLDEST = new ServerVersion(6, 2, 0);
    private static final Pattern NUMBERS = Pattern.compile("(?:v=|v|^)(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})");

    /**
     * The version in a text such as {@code 7.0.15} or {@code Redis server v=7.0.15 sha=…}; empty when
     * there is none.
     */
    public static Optional<ServerVersion> in(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        return matcher.find()
                ? Optional.of(new ServerVersion(Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(ServerVersion other) {
        return Comparator.comparingInt(ServerVersion::major).thenComparingInt(ServerVersion::minor)
                .thenComparingInt(ServerVersion::patch).compare(this, other);
    }

    /** Whether data written by the other can be read: never by one of an older series. */
    boolean reads(ServerVersion other) {
        return major > other.major || (major == other.major && minor >= other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
