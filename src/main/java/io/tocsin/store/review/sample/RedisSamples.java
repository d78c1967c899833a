package io.tocsin.store.review.sample;

import io.tocsin.review.failure.NoSuchCaseException;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.sample.Lot;
import io.tocsin.review.sample.OwnWorkException;
import io.tocsin.review.sample.SampleId;
import io.tocsin.review.sample.Sampled;
import io.tocsin.review.sample.Samples;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.CaseKeys;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.review.CaseBase;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Samples in Redis: beside the cases of a partition, a hash of those that were drawn of each day.
 */
public final class RedisSamples implements Samples {
    private static final int AT_ONCE = 500;
    private static final int TRIES = 5;
    private final CaseBase base;
    private final SampleForm form;
    private final Script check = Script.withPrelude("casecheck");

    /** Works on that ground. */
    public RedisSamples(CaseBase base) {
        this.base = base;
        form = new SampleForm(base.seals());
    }

    @Override
    public int draw(Reviewer who, LocalDate from, LocalDate to, int percent) {
        Map<SampleId, Sampled> closings = new HashMap<>();
        List<SampleId> closed = closed(from, to);
        for (int i = 0; i < closed.size(); i += AT_ONCE) {
            look(who, closed.subList(i, Math.min(closed.size(), i + AT_ONCE)), closings);
        }
        List<SampleId> drawn = Lot.draw(closings.values().stream()
                .map(each -> new Lot.Closing(each.id(), each.closedBy())).toList(), percent);
        if (drawn.size() > MOST) {
            throw new IllegalArgumentException("got a share that is " + drawn.size() + " cases, expected at most "
                    + MOST);
        }
        List<Call> calls = new ArrayList<>();
        for (SampleId id : drawn) {
            byte[] key = CaseKeys.sample(id.item().partition(), day(id));
            calls.add(
                    Call.of("HSETNX", key, SampleForm.field(id), form.bytes(Objects.requireNonNull(closings.get(id)))));
            calls.add(Call.of("EXPIRE", key, base.config().keep().toSeconds()));
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        int fresh = 0;
        for (int i = 0; i < answers.size(); i += 2) {
            fresh += (int) Reply.number(answers.get(i));
        }
        return fresh;
    }

    private long day(SampleId id) {
        return LocalDate.ofInstant(id.closed(), base.time().zone()).toEpochDay();
    }

    /** What was closed on those days and is closed now. */
    private List<SampleId> closed(LocalDate from, LocalDate to) {
        long first = from.atStartOfDay(base.time().zone()).toInstant().toEpochMilli();
        long end = to.plusDays(1).atStartOfDay(base.time().zone()).toInstant().toEpochMilli();
        List<SampleId> closed = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            List<@Nullable Object> flat = Reply.list(base.redis().call("ZRANGEBYSCORE", Keys.casesIn(p, 'z'), first,
                    "(" + end, "WITHSCORES", "LIMIT", 0, MOST_CLOSED + 1));
            for (int i = 0; i + 1 < flat.size(); i += 2) {
                closed.add(new SampleId(new CaseId(p, Reply.number(flat.get(i))),
                        Instant.ofEpochMilli((long) Double.parseDouble(Reply.text(flat.get(i + 1))))));
            }
            if (closed.size() > MOST_CLOSED) {
                throw new IllegalArgumentException("got days on which more than " + MOST_CLOSED
                        + " cases were closed, expected fewer days");
            }
        }
        return closed;
    }

    private void look(Reviewer who, List<SampleId> ids, Map<SampleId, Sampled> seen) {
        List<Call> calls = ids.stream().map(id -> Call.of("HMGET", Keys.reviewCase(id.item().partition(), id.item()
                .number()), "s", "u", "vc", "vb")).toList();
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        Instant now = base.store().clock().instant();
        for (int i = 0; i < ids.size(); i++) {
            List<@Nullable Object> fields = Reply.list(answers.get(i));
            String unit = fields.get(1) == null ? "" : Reply.text(fields.get(1));
            boolean done = fields.get(0) != null
                    && Codes.caseState((int) Reply.number(fields.get(0))) == CaseState.DONE;
            if (done && fields.get(2) != null && fields.get(3) != null && who.covers(unit.isEmpty() ? null : unit)) {
                seen.put(ids.get(i), new Sampled(ids.get(i), Reply.text(fields.get(2)), Reply.text(fields.get(3)),
                        who.name(), now, null));
            }
        }
    }

    @Override
    public List<Sampled> drawn(Reviewer who, LocalDate from, LocalDate to) {
        List<Call> calls = new ArrayList<>();
        List<Integer> partitions = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                calls.add(Call.of("HGETALL", CaseKeys.sample(p, day.toEpochDay())));
                partitions.add(p);
            }
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        List<Sampled> drawn = new ArrayList<>();
        for (int c = 0; c < answers.size(); c++) {
            List<@Nullable Object> flat = Reply.list(answers.get(c));
            for (int i = 0; i + 1 < flat.size(); i += 2) {
                SampleId id = SampleForm.id(partitions.get(c), Reply.text(flat.get(i)));
                byte[] bytes = Reply.bytes(flat.get(i + 1));
                if (bytes != null) {
                    drawn.add(form.read(id, bytes));
                }
            }
        }
        List<Sampled> sorted = drawn.stream().sorted(Comparator.comparing((Sampled each) -> each.id().closed())
                .thenComparing(each -> each.id().toString())).toList();
        return sorted.stream().filter(each -> covers(who, each.id())).limit(MOST).toList();
    }

    private boolean covers(Reviewer who, SampleId id) {
        if (who.unit() == null) {
            return true;
        }
        Object unit = base.redis().call("HGET", Keys.reviewCase(id.item().partition(), id.item().number()), "u");
        return unit == null || who.covers(Reply.text(unit).isEmpty() ? null : Reply.text(unit));
    }

    @Override
    public Sampled check(Reviewer who, SampleId id, boolean passed, String remark) {
        int partition = id.item().partition();
        if (partition >= base.store().partitions() || !covers(who, id)) {
            throw new NoSuchCaseException(id.item());
        }
        byte[] key = CaseKeys.sample(partition, day(id));
        for (int i = 0; i < TRIES; i++) {
            byte[] was = Optional.ofNullable(Reply.bytes(base.redis().call("HGET", key, SampleForm.field(id))))
                    .orElseThrow(() -> new NoSuchCaseException(id.item()));
            Sampled sampled = form.read(id, was);
            if (sampled.closedBy().equals(who.name())) {
                throw new OwnWorkException();
            }
            Sampled checked = sampled.checked(new Sampled.Check(passed, who.name(), base.store().clock().instant(),
                    remark));
            if (Reply.number(base.redis().call(check.call(Keys.tag(partition), day(id), SampleForm.field(id), was,
                    form.bytes(checked)))) == 1) {
                return checked;
            }
        }
        throw new StoreUnavailableException("others check the same case again and again");
    }
}
