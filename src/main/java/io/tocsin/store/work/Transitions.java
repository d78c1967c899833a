package io.tocsin.store.work;

import io.tocsin.store.contact.LatestTexts;
import io.tocsin.store.control.Completion;
import io.tocsin.store.control.Readiness;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Applies transitions, many in one round trip. A transition whose row already is as it was to
 * become counts as applied, so that one whose answer was lost may be tried again.
 */
public final class Transitions {
    private static final Comparator<Transition> BY_PLACE = Comparator
            .comparingLong((Transition each) -> each.id().block()).thenComparingInt(each -> each.id().index());
    private final Redis redis;
    private final Doubts doubts;
    private final LatestTexts texts;
    private final Readiness readiness;
    private final Completion completion;
    private final long keepEvents;
    private final Script apply = Script.withDoubts("apply");
    private volatile int watched;

    /**
     * Takes what it needs.
     *
     * @param keepEvents how long events are kept
     */
    public Transitions(Redis redis, Doubts doubts, LatestTexts texts, Readiness readiness, Completion completion,
            Duration keepEvents) {
        this.redis = redis;
        this.doubts = doubts;
        this.texts = texts;
        this.readiness = readiness;
        this.completion = completion;
        this.keepEvents = keepEvents.toMillis();
    }

    /**
     * Has warnings remembered whose number may have to be flagged, in the write that shows it; none is
     * until then.
     *
     * @param what a sum of 1 &lt;&lt; grade for warnings that were tried in vain, 16 for engaged calls
     *            and 32 for refused ones
     */
    public void watch(int what) {
        watched = what;
    }

    /** A call of the script and the positions, in the caller's list, of what it holds. */
    private record Part(ApplyCall call, List<Integer> positions) {}

    /**
     * Applies them.
     *
     * @param partition where all of them are
     * @return a bit per transition: set when its row now is as it says
     */
    public BitSet apply(int partition, List<Transition> transitions) {
        if (transitions.isEmpty()) {
            return new BitSet();
        }
        List<Part> parts = parts(partition, transitions);
        List<Call> calls = new ArrayList<>();
        for (Part part : parts) {
            List<Transition> held = part.positions().stream().map(transitions::get).toList();
            calls.add(part.call().call(apply, partition, keepEvents, watched, texts.of(partition, held),
                    doubts.of(partition, held)));
        }
        List<@Nullable Object> answers = redis.pipeline(calls);
        BitSet applied = new BitSet(transitions.size());
        applied.set(0, transitions.size());
        Set<String> done = new LinkedHashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            List<@Nullable Object> answer = Reply.list(answers.get(i));
            for (String stale : Reply.text(answer.getFirst()).split(",", -1)) {
                if (!stale.isEmpty()) {
                    applied.clear(parts.get(i).positions().get(Integer.parseInt(stale)));
                }
            }
            answer.stream().skip(1).map(Reply::text).forEach(done::add);
        }
        ring(partition, transitions, applied);
        done.forEach(batch -> completion.check(new BatchId(batch)));
        return applied;
    }

    /** In the order of places; a second transition of the same row goes into a later call. */
    private static List<Part> parts(int partition, List<Transition> transitions) {
        List<Part> parts = new ArrayList<>();
        List<Integer> round = IntStream.range(0, transitions.size()).boxed()
                .sorted(Comparator.comparing(transitions::get, BY_PLACE)).toList();
        while (!round.isEmpty()) {
            List<Integer> later = new ArrayList<>();
            Part part = null;
            Transition last = null;
            for (int position : round) {
                Transition each = transitions.get(position);
                if (each.id().partition() != partition) {
                    throw new IllegalArgumentException(each.id() + " is not in partition " + partition);
                }
                if (last != null && last.id().equals(each.id())) {
                    later.add(position);
                    continue;
                }
                if (part == null || part.call().size() == ApplyCall.MOST) {
                    part = new Part(new ApplyCall(), new ArrayList<>());
                    parts.add(part);
                }
                part.call().add(each);
                part.positions().add(position);
                last = each;
            }
            round = later;
        }
        return parts;
    }

    private void ring(int partition, List<Transition> transitions, BitSet applied) {
        Set<Lane> lanes = new LinkedHashSet<>();
        for (int i = applied.nextSetBit(0); i >= 0; i = applied.nextSetBit(i + 1)) {
            Transition each = transitions.get(i);
            if (each.to().state() == WarningState.READY && each.lane() != null) {
                lanes.add(each.lane());
            }
        }
        lanes.forEach(lane -> readiness.ring(partition, lane));
    }
}
