package io.tocsin.send.voice;

import io.tocsin.send.CauseFile;
import io.tocsin.send.CauseTable;
import io.tocsin.send.CauseTable.Meaning;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.CauseWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the ends of calls mean, by a readable file. Raw causes are {@code CAUSE/SIP} as
 * {@code 21/603}, with {@code -} for no SIP code, after a word of ours when one says more:
 * {@code timeout:19/480}. Keys are a cause ({@code 21}), a word, or a whole raw cause.
 */
public final class CallCauses {
    private static final String FILE = "causes.txt";
    private static final Pattern CAUSE = Pattern.compile("[0-9]{1,3}");
    private static final Pattern CONGESTION = Pattern.compile("(34|38|42)/.*|[0-9]+/503");
    private static final String REFUSAL = "21/403";
    private static final Pattern WORD = Pattern.compile("[a-z-]+");

    private final CauseTable table;

    private CallCauses(CauseTable table) {
        this.table = table;
    }

    /** The table of the file that comes with the program. */
    public static CallCauses usual() {
        try (InputStream in = CallCauses.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("expected " + FILE + " beside " + CallCauses.class);
            }
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException naming the line that is not a raw cause and a class, or the key
     *             that comes twice
     */
    public static CallCauses read(Reader file) throws IOException {
        return new CallCauses(CauseTable.allAre(CauseClass.UNREACHABLE)).over(file);
    }

    /**
     * This table with a file's lines over it.
     *
     * @throws IllegalArgumentException as {@link #read}
     */
    public CallCauses over(Reader file) throws IOException {
        return over(CauseFile.read(file));
    }

    /**
     * This table with an operator's words over it.
     *
     * @throws IllegalArgumentException when one says that nothing has ended: a call that is over has
     */
    public CallCauses over(Map<String, Meaning> overrides) {
        Map<String, Meaning> keys = new LinkedHashMap<>();
        overrides.forEach((key, meaning) -> {
            if (meaning.type() == CauseClass.NONE) {
                throw new IllegalArgumentException(key + ": NONE is not how a call ends");
            }
            keys.put(CAUSE.matcher(key).matches() ? key + "/*" : WORD.matcher(key).matches() ? key + ":*" : key,
                    meaning);
        });
        return new CallCauses(table.over(keys));
    }

    /** What a raw cause means in words. */
    public CauseWords words(String raw) {
        return table.words(raw);
    }

    /**
     * Whether a raw cause says that the network has too much to do: no circuit (34), out of order (38),
     * congestion (42; Q.850), or SIP 503.
     */
    public static boolean isCongestion(String raw) {
        return CONGESTION.matcher(raw).matches();
    }

    /**
     * Whether it is the network that refused and not the person, which alone says nothing of whom it is
     * about: SIP 403, unless the site gave it a class of its own.
     */
    public static boolean isNetworkRefusal(Cause cause) {
        return cause.type() == CauseClass.REJECTED && REFUSAL.equals(cause.raw());
    }

    /** The end of an attempt whose raw cause that is. */
    public AttemptEnd end(String raw) {
        Cause cause = table.of(raw);
        return switch (cause.type()) {
            case REACHED -> new AttemptEnd.Delivered(cause);
            case AMBIGUOUS -> new AttemptEnd.Unknown(cause);
            default -> new AttemptEnd.Failed(cause);
        };
    }
}
