package io.tocsin.store.review.read;

import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reason;
import io.tocsin.review.rule.Suspicion;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.CaseKeys;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.result.RedisResultStore;
import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.Heads;
import io.tocsin.store.review.Openings;
import io.tocsin.warning.Standing;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at warnings that scripts remembered in the write that made them suspect, and flags their
 * numbers or lets go of them. A warning is let go of only as it was when it was looked at; whoever
 * dies in between leaves it for others.
 */
final class SuspectLooks {
    private static final int AT_ONCE = 64;
    private final CaseBase base;
    private final CaseRows rows;
    private final Openings openings;
    private final RedisResultStore results;
    private final Script drop = Script.withCases("casedrop");

    SuspectLooks(CaseBase base) {
        this.base = base;
        rows = new CaseRows(base);
        openings = new Openings(base);
        results = new RedisResultStore(base.store());
    }

    /** Returns whether there may be more. */
    boolean look() {
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            calls.add(Call.of("ZRANGEBYSCORE", Keys.suspects(p), "-inf", "+inf", "WITHSCORES", "LIMIT", 0, AT_ONCE));
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        boolean more = false;
        for (int p = 0; p < answers.size(); p++) {
            List<@Nullable Object> suspects = Reply.list(answers.get(p));
            more |= suspects.size() == 2 * AT_ONCE;
            List<Object> innocent = new ArrayList<>();
            for (int i = 0; i + 1 < suspects.size(); i += 2) {
                byte[] place = Objects.requireNonNull(Reply.bytes(suspects.get(i)));
                String score = Long.toString(Heads.score(Reply.text(suspects.get(i + 1))));
                if (!flagged(p, place, score)) {
                    innocent.add(place);
                    innocent.add(score);
                }
            }
            if (!innocent.isEmpty()) {
                base.redis().call(drop.call(Keys.tag(p), innocent.toArray()));
            }
        }
        return more;
    }

    /** One that cannot be read holds up no other: it is set aside. */
    private boolean flagged(int partition, byte[] place, String score) {
        try {
            return flag(id(partition, place), score);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            WarningId id = id(partition, place);
            base.redis().pipeline(List.of(
                    Call.of("ZADD", CaseKeys.aside(partition), base.store().clock().millis(), "kx " + id),
                    Call.of("ZREM", Keys.suspects(partition), place)));
            base.listener().setAside("warning " + id + ": " + e);
            return true;
        }
    }

    private boolean flag(WarningId id, String score) {
        Optional<Standing> standing = results.warning(null, id);
        if (standing.isEmpty()) {
            return false;
        }
        Warning warning = standing.get().warning();
        Optional<Suspicion> suspicion = base.suspects()
                .judge(warning.grade(), standing.get().progress().state(), results.timeline(id))
                .filter(each -> !isSeenTo(warning, each));
        suspicion.ifPresent(each -> openings.open(new Opening(warning.phone(), warning.grade(), warning.fraudType(),
                warning.name(), base.units().of(warning).orElse(null), each.kind(), each.text(), "", ""), id, score));
        return suspicion.isPresent();
    }

    /**
     * Whether a person has closed a case of the number since the warning came; a suspected victim is
     * called back all the same.
     */
    private boolean isSeenTo(Warning warning, Suspicion suspicion) {
        return suspicion.kind() != Reason.Kind.VICTIM_SUSPECTED && suspicion.kind() != Reason.Kind.ASKED_HUMAN
                && rows.rows(rows.of(warning.phone())).stream().map(CaseRow::times).map(CaseRow.Times::closed)
                        .anyMatch(closed -> isAfter(closed, warning.acceptedAt()));
    }

    private static boolean isAfter(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other);
    }

    private static WarningId id(int partition, byte[] place) {
        ByteBuffer in = ByteBuffer.wrap(place);
        long block = (in.get() & 0xffL) << 32 | Integer.toUnsignedLong(in.getInt());
        return new WarningId(partition, block, Short.toUnsignedInt(in.getShort()));
    }
}
