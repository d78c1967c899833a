package io.tocsin.access.audit;

import io.tocsin.warning.Masking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did, to be noted. Telephone numbers in any of its texts are masked, and
 * long texts are cut: what the log costs is bounded.
 *
 * @param who a user's or client's name
 * @param kind {@code user}, {@code key}, {@code command} or {@code nobody}
 * @param roles what the user may do; empty for others
 * @param from IP address, empty when there is none
 * @param act what was done, such as {@code carrier.suspend}
 * @param subject to what
 * @param before how it was, null where that does not apply
 * @param after how it became, null where that does not apply
 */
public record Act(String who, String kind, List<String> roles, String from, String act, String subject,
        @Nullable String before, @Nullable String after) {
    private static final int LONGEST = 500;

    /** Masks and cuts. */
    public Act {
        who = safe(who);
        roles = List.copyOf(roles);
        from = safe(from);
        subject = safe(subject);
        before = before == null ? null : safe(before);
        after = after == null ? null : safe(after);
    }

    private static String safe(String text) {
        String masked = Masking.mask(text);
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }
}
