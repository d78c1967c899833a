package io.tocsin.warning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of a timeline as it is written.
 *
 * @param kind what happened
 * @param text raw code or reason as it came: {@code MK:0012}, {@code stop-list}; message ids joined
 *            by a comma ({@link Kind#SUBMITTED}), a comma or backslash inside of one behind a
 *            backslash. At most 255 bytes of UTF-8 are kept; of hexadecimal ids twice as many
 */
public record Note(Kind kind, String text) {
    private static final char BETWEEN_IDS = ',';
    private static final char AS_IT_IS = '\\';

    /** The ids of messages as the text of a note has them. */
    public static String text(List<MessageRef> messages) {
        return messages.stream().map(each -> escaped(each.id())).collect(Collectors.joining(","));
    }

    /** The ids that the text of a {@link Kind#SUBMITTED} note has, one a segment. */
    public static List<String> ids(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == BETWEEN_IDS) {
                ids.add(id.toString());
                id.setLength(0);
            } else if (c != AS_IT_IS) {
                id.append(c);
            } else if (++i < text.length()) {
                id.append(text.charAt(i));
            }
        }
        ids.add(id.toString());
        return ids;
    }

    /** SMPP allows an id of any characters. */
    private static String escaped(String id) {
        return id.indexOf(BETWEEN_IDS) < 0 && id.indexOf(AS_IT_IS) < 0
                ? id
                : id.replace("\\", "\\\\").replace(",", "\\,");
    }

    /** What can happen to a warning. The ordinal is stored and known to the scripts: only append. */
    public enum Kind {
        /** 0: made durable. */
        ACCEPTED,
        /** 1: claimed and fenced for a carrier. */
        FENCED,
        /** 2: the carrier answered that it took it; the text is its message ids, one a segment. */
        SUBMITTED,
        /** 3: the attempt failed at submit. */
        SUBMIT_FAILED,
        /** 4: a receipt came. */
        RECEIPT,
        /** 5: the attempt's end is unknown. */
        AMBIGUOUS,
        /** 6: it will be sent again although the end of the attempt named is unknown. */
        RESEND,
        /** 7: no receipt came in time, or an attempt's end stayed unknown. */
        NO_RECEIPT,
        /** 8: a rule keeps it from being sent. */
        SUPPRESSED,
        /** 9: a rule was passed over because of the grade. */
        BYPASSED,
        /** 10: its time ran out. */
        EXPIRED,
        /** 11: its batch was cancelled. */
        CANCELLED,
        /** 12: given back to its lane unsent. */
        RETURNED,
        /** 13: put off to a later hour. */
        DEFERRED,
        /** 14: a receipt for an attempt that no longer mattered. */
        LATE_RECEIPT,
        /** 15: the playbook went on to another step. */
        NEXT_STEP,
        /** 16: its person seems to be a victim; the text says what showed it. */
        FLAGGED,
        /** 17: what was said in a call, and what that came to. */
        TALKED,
        /** 18: its node is gone, and another one follows the attempt; the text is that node's name. */
        ADOPTED,
        /** 19: a call is over, answered or not; the text is its raw cause. */
        CALL_ENDED,
        /** 20: a call could not be made: not the person's doing. */
        CALL_FAILED,
        /** 21: its person answered by a message; the text is what was written. */
        REPLY,
        /** 22: its person wants no more messages; the text is empty, or says that this was known. */
        OPTED_OUT
    }
}
