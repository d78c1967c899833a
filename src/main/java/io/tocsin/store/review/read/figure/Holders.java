package io.tocsin.store.review.read.figure;

import io.tocsin.store.review.CaseBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds how many cases, as scripts count them. */
public final class Holders {
    private Holders() {}

    /** By name. */
    public static Map<String, Long> of(CaseBase base) {
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            calls.add(Call.of("HGETALL", Keys.holders(p)));
        }
        Map<String, Long> held = new HashMap<>();
        for (@Nullable
        Object answer : base.redis().pipeline(calls)) {
            List<@Nullable Object> flat = Reply.list(answer);
            for (int i = 0; i + 1 < flat.size(); i += 2) {
                held.merge(Reply.text(flat.get(i)), Reply.number(flat.get(i + 1)), Long::sum);
            }
        }
        return held;
    }
}
