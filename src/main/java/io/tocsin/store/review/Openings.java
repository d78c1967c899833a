package io.tocsin.store.review;

import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reason;
import io.tocsin.store.redis.PackedPlace;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Masking;
import io.tocsin.warning.WarningId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens cases, or joins the open ones. */
public final class Openings {
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_NOTE = 2_000;
    private static final byte[] NOWHERE = {};
    private final CaseBase base;
    private final Script script = Script.withCases("caseopen");

    /** On that ground. */
    public Openings(CaseBase base) {
        this.base = base;
    }

    Opening.Opened open(Opening opening) {
        return open(opening, NOWHERE, "").orElseThrow();
    }

    /**
     * Opens it for a warning that was to be looked at.
     *
     * @param score under which it was found
     * @return empty when another node has done so
     */
    public Optional<Opening.Opened> open(Opening opening, WarningId warning, String score) {
        return open(opening, PackedPlace.of(warning), score);
    }

    private Optional<Opening.Opened> open(Opening opening, byte[] place, String score) {
        byte[] key = base.store().phones().of(opening.phone());
        int partition = base.store().phones().partition(key);
        byte[] note = base.seals().flagNote(partition, key, cut(opening.note(), LONGEST_NOTE));
        List<@Nullable Object> answer = Reply.list(base.redis().pipelineSafely(List.of(script.call(
                Keys.tag(partition), base.time().day(), base.time().clocks(), key,
                base.seals().person(partition, key, new CaseSeals.Person(opening.phone(), opening.name())),
                Codes.of(opening.grade()), opening.fraudType(), Objects.requireNonNullElse(opening.unit(), ""),
                reason(opening.kind(), opening.text()), place, opening.by(), note.length == 0 ? 0 : 1, note,
                score))).getFirst());
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        boolean opened = Reply.number(answer.get(1)) == 1;
        base.listener().flagged(opening.kind(), opening.grade(), opened);
        return Optional.of(new Opening.Opened(new CaseId(partition, Reply.number(answer.get(0))), opened));
    }

    /** A reason as cases keep it: numbers in it are masked, for it is not encrypted. */
    public static String reason(Reason.Kind kind, String text) {
        return kind.code() + "\0" + Masking.mask(cut(text, LONGEST_TEXT));
    }

    /** As much of a text as a case's timeline keeps. */
    public static String note(String text) {
        return cut(text, LONGEST_NOTE);
    }

    static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }
}
