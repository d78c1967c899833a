package io.tocsin.store.review.read;

import io.tocsin.store.review.CaseBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who holds how many cases: as many are leased at a time as people work. */
final class Holders {
    /** Of a partition; more are not counted. */
    private static final int MOST = 5_000;

    private Holders() {}

    static Map<String, Long> of(CaseBase base) {
        List<Call> ranges = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            ranges.add(Call.of("ZRANGE", Keys.casesIn(p, 'l'), 0, MOST - 1));
        }
        List<Call> holders = new ArrayList<>();
        var answers = base.redis().pipeline(ranges);
        for (int p = 0; p < answers.size(); p++) {
            int partition = p;
            Reply.list(answers.get(p)).forEach(number -> holders
                    .add(Call.of("HGET", Keys.reviewCase(partition, Reply.number(number)), "h")));
        }
        Map<String, Long> held = new HashMap<>();
        base.redis().pipeline(holders).forEach(name -> held.merge(Reply.text(name), 1L, Long::sum));
        return held;
    }
}
