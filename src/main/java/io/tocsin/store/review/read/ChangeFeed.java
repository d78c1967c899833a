package io.tocsin.store.review.read;

import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.CaseForm;
import io.tocsin.review.figure.Changes;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what changed, from a short stream in every partition. */
final class ChangeFeed {
    private static final int MOST = 200;
    private static final Pattern ID = Pattern.compile("[0-9]{1,20}-[0-9]{1,20}");
    private final CaseBase base;

    ChangeFeed(CaseBase base) {
        this.base = base;
    }

    Changes changes(Reviewer who, @Nullable String cursor) {
        int partitions = base.store().partitions();
        String[] after = cursor == null ? new String[0] : cursor.split("_", -1);
        if (cursor != null
                && (after.length != partitions || !List.of(after).stream().allMatch(ID.asMatchPredicate()))) {
            throw new IllegalArgumentException("no cursor");
        }
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            calls.add(cursor == null
                    ? Call.of("XREVRANGE", Keys.caseChanges(p), "+", "-", "COUNT", 1)
                    : Call.of("XRANGE", Keys.caseChanges(p), "(" + after[p], "+", "COUNT", MOST));
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        List<Changes.Change> changes = new ArrayList<>();
        List<String> next = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            List<@Nullable Object> entries = Reply.list(answers.get(p));
            next.add(entries.isEmpty()
                    ? cursor == null ? "0-0" : after[p]
                    : Reply.text(Reply.list(entries.getLast()).getFirst()));
            if (cursor != null) {
                for (@Nullable
                Object entry : entries) {
                    add(p, Reply.list(Reply.list(entry).get(1)), who, changes);
                }
            }
        }
        return new Changes(changes, String.join("_", next));
    }

    private static void add(int partition, List<@Nullable Object> fields, Reviewer who, List<Changes.Change> changes) {
        String unit = Reply.text(fields.get(7));
        Changes.Change change = new Changes.Change(new CaseId(partition, Reply.number(fields.get(1))),
                Codes.caseState((int) Reply.number(fields.get(3))), Codes.grade((int) Reply.number(fields.get(5))),
                unit.isEmpty() ? null : unit, CaseForm.seenBy(field(fields, 9)), field(fields, 11));
        if (who.sees(change.unit(), change.seenBy(), change.holder())) {
            changes.add(change);
        }
    }

    /** Earlier versions told less. */
    private static @Nullable String field(List<@Nullable Object> fields, int at) {
        String text = at < fields.size() ? Reply.text(fields.get(at)) : "";
        return text.isEmpty() ? null : text;
    }
}
