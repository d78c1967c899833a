package io.tocsin.store.review.read;

import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.CaseForm;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Phone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads cases by their numbers. */
final class CaseRows {
    private static final String[] FIELDS = {"s", "g", "u", "k", "e", "f", "r", "rt", "a", "x", "o", "d", "c", "ft",
            "l", "z", "cl", "h", "bt", "bc", "y"};
    /** As scripts tell them. */
    private static final int MOST_ENTRIES = 200;
    private final CaseBase base;

    CaseRows(CaseBase base) {
        this.base = base;
    }

    /** Those that are there, in that order. */
    List<CaseRow> rows(List<CaseId> ids) {
        List<CaseId> possible = ids.stream().filter(this::isPossible).toList();
        List<Call> calls = new ArrayList<>();
        for (CaseId id : possible) {
            List<Object> arguments = new ArrayList<>();
            arguments.add(Keys.reviewCase(id.partition(), id.number()));
            arguments.addAll(Arrays.asList(FIELDS));
            calls.add(Call.of("HMGET", arguments.toArray()));
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        List<CaseRow> rows = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            CaseForm.Fields fields = fields(Reply.list(answers.get(i)));
            if (fields.get("s") != null) {
                rows.add(base.form().row(possible.get(i), fields));
            }
        }
        return rows;
    }

    Optional<Case> whole(Reviewer who, CaseId id) {
        if (!isPossible(id)) {
            return Optional.empty();
        }
        List<@Nullable Object> answers = base.redis().pipeline(List.of(
                Call.of("HGETALL", Keys.reviewCase(id.partition(), id.number())),
                Call.of("LRANGE", Keys.caseHistory(id.partition(), id.number()), -MOST_ENTRIES, -1)));
        CaseForm.Fields fields = CaseForm.Fields.of(Reply.list(answers.getFirst()));
        if (fields.get("s") == null || !who.sees(fields.unit(), CaseForm.seenBy(fields.get("y")), fields.get("h"))) {
            return Optional.empty();
        }
        byte[] key = fields.bytes("k");
        Object others = key.length == 0 ? null : base.redis().call("HGET", Keys.casesOf(id.partition()), key);
        List<@Nullable Object> told = new ArrayList<>(List.of(id.number()));
        told.addAll(answers);
        told.add(others);
        return Optional.of(base.form().whole(id.partition(), told));
    }

    /** The cases of a number: the one that is not done first, then the newest. */
    List<CaseId> of(Phone phone) {
        byte[] key = base.store().phones().of(phone);
        int partition = base.store().phones().partition(key);
        byte[] packed = Reply.bytes(base.redis().call("HGET", Keys.casesOf(partition), key));
        List<@Nullable CaseId> all = packed == null ? List.of() : CaseForm.numbers(partition, packed);
        List<CaseId> ids = new ArrayList<>();
        if (!all.isEmpty()) {
            Optional.ofNullable(all.getFirst()).ifPresent(ids::add);
            all.reversed().subList(0, all.size() - 1).forEach(each -> Optional.ofNullable(each).ifPresent(ids::add));
        }
        return ids;
    }

    private boolean isPossible(CaseId id) {
        return id.partition() < base.store().partitions();
    }

    private static CaseForm.Fields fields(List<@Nullable Object> values) {
        Map<String, byte[]> fields = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            byte[] value = Reply.bytes(values.get(i));
            if (value != null) {
                fields.put(FIELDS[i], Objects.requireNonNull(value));
            }
        }
        return new CaseForm.Fields(fields);
    }
}
