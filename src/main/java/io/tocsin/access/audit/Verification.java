package io.tocsin.access.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.config.value.CryptoProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows an exported chain from line to line and says what is missing, changed or out of order.
 * The file's own last entry says from where it goes; who knows from elsewhere where the chain ended
 * can have that compared too.
 */
public final class Verification {
    /** The act that every export ends with. */
    public static final String EXPORT = "audit.export";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINE = Pattern.compile("(\\{.*)(,\"(?:hash|sm3)\":\")([0-9a-f]{64})\"}");
    private static final int MOST = 100;
    private final List<String> faults = new ArrayList<>();
    private long lines;
    private long entries;
    private long first;
    private Head head = Head.NONE;
    private @Nullable JsonNode last;

    /** Nothing was read yet. */
    public Verification() {}

    /** Reads the next line. */
    public void line(String text) {
        lines++;
        Matcher parts = LINE.matcher(text);
        if (!parts.matches()) {
            fault("line " + lines + ": no entry, or a damaged one");
            return;
        }
        JsonNode entry = read(parts.group(1) + "}");
        long sequence = entry.path("seq").asLong(-1);
        String where = "line " + lines + ", entry " + sequence;
        CryptoProfile profile = parts.group(2).equals(Chain.mark(CryptoProfile.GM))
                ? CryptoProfile.GM
                : CryptoProfile.INTL;
        if (!Chain.hash(profile, parts.group(1) + "}").equals(parts.group(3))) {
            fault(where + ": changed, its hash is another");
        }
        if (entries > 0) {
            follow(entry, sequence, where);
        } else {
            first = sequence;
            if (first == 1 && !entry.path("prev").asText().equals(Head.NONE.hash())) {
                fault(where + ": no chain begins like that");
            }
        }
        entries++;
        last = entry;
        head = new Head(sequence, parts.group(3));
    }

    private void follow(JsonNode entry, long sequence, String where) {
        long expected = head.sequence() + 1;
        if (sequence > expected) {
            fault(where + ": " + span(expected, sequence - 1) + " missing before it");
        } else if (sequence < expected) {
            fault(where + ": out of order or twice, it stands behind entry " + head.sequence());
        } else if (!entry.path("prev").asText().equals(head.hash())) {
            fault(where + ": does not follow from entry " + head.sequence() + ", one of the two was replaced");
        }
    }

    private static String span(long from, long to) {
        return from == to ? "entry " + from + " is" : "entries " + from + " to " + to + " are";
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private void fault(String what) {
        if (faults.size() < MOST) {
            faults.add(what);
        }
    }

    /**
     * Ends the file.
     *
     * @param expected where the chain is known to have ended at the export, null when that is not known
     * @return what is wrong, the first hundred; empty when nothing is
     */
    public List<String> end(@Nullable Head expected) {
        JsonNode end = last;
        if (end == null) {
            fault("there is no entry in it");
            return List.copyOf(faults);
        }
        if (!end.path("act").asText().equals(EXPORT)) {
            fault("the end is missing: the last entry is " + head.sequence()
                    + ", not the one that every export ends with");
        } else if (first > end.path("after").asLong()) {
            fault(span(end.path("after").asLong(), first - 1) + " missing at the beginning");
        } else if (first < end.path("after").asLong()) {
            fault("it begins with entry " + first + ", but was exported from entry " + end.path("after").asText());
        }
        if (expected != null && !expected.equals(head)) {
            fault("it ends with " + head + ", expected " + expected);
        }
        return List.copyOf(faults);
    }

    /** Where the file ends; to be written down elsewhere and given to the next verification. */
    public Head head() {
        return head;
    }

    /** How many entries were read. */
    public long entries() {
        return entries;
    }

    /** The number of the first entry. */
    public long first() {
        return first;
    }
}
