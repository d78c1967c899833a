package io.tocsin.store.review.read;

import io.tocsin.review.item.Reviewer;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.CaseKeys;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.review.CaseBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells every partition which units nobody covers, and, when that changes, walks over the cases
 * that are not done, so that each stands where somebody sees it. Scripts do so by themselves with
 * cases that are opened or come back to the queue. All nodes do it, from the same users.
 */
final class Coverage {
    private static final int AT_ONCE = 200;
    private static final String TOP = "?";
    private static final String EVERYBODY = "%";
    private final CaseBase base;
    private final Script script = Script.withCases("casecover");
    /** The first time, as earlier versions made no unit known and counted late first touches on. */
    private boolean walked;

    Coverage(CaseBase base) {
        this.base = base;
    }

    synchronized List<String> cover(Set<String> staffed) {
        if (!walked) {
            for (int p = 0; p < base.store().partitions(); p++) {
                walk(p);
            }
        }
        walked = true;
        if (staffed.isEmpty()) {
            return List.of();
        }
        List<Reviewer> people = staffed.stream().map(unit -> new Reviewer("x", unit)).toList();
        String whose = staffed.stream().anyMatch(unit -> unit.indexOf('/') < 0) ? TOP : EVERYBODY;
        Set<String> news = new TreeSet<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            if (told(p, people, whose, news)) {
                walk(p);
            }
        }
        return List.copyOf(news);
    }

    /** Whether that is something else than before. */
    private boolean told(int partition, List<Reviewer> people, String whose, Set<String> news) {
        List<@Nullable Object> known = base.redis().pipeline(List.of(Call.of("SMEMBERS", CaseKeys.units(partition)),
                Call.of("HGETALL", CaseKeys.uncovered(partition))));
        Map<String, String> before = new HashMap<>();
        List<@Nullable Object> flat = Reply.list(known.get(1));
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            before.put(Reply.text(flat.get(i)), Reply.text(flat.get(i + 1)));
        }
        Map<String, String> now = new HashMap<>();
        Reply.list(known.getFirst()).stream().map(Reply::text)
                .filter(unit -> people.stream().noneMatch(each -> each.covers(unit)))
                .forEach(unit -> now.put(unit, whose));
        List<Call> calls = new ArrayList<>();
        before.keySet().stream().filter(unit -> !now.containsKey(unit))
                .forEach(unit -> calls.add(Call.of("HDEL", CaseKeys.uncovered(partition), unit)));
        now.forEach((unit, mark) -> {
            if (!mark.equals(before.get(unit))) {
                calls.add(Call.of("HSET", CaseKeys.uncovered(partition), unit, mark));
            }
        });
        now.keySet().stream().filter(unit -> !before.containsKey(unit)).forEach(news::add);
        base.redis().pipeline(calls);
        return !calls.isEmpty();
    }

    /** From the ends, as the heads are taken meanwhile. */
    private void walk(int partition) {
        for (String where : List.of("kq:*", "kl", "kw", "ke")) {
            long looked = AT_ONCE;
            for (long from = 0; looked == AT_ONCE; from += AT_ONCE) {
                looked = Reply.number(base.redis().call(script.call(Keys.tag(partition), where, from, AT_ONCE)));
            }
        }
    }
}
