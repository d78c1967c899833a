package io.tocsin.fault.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.simulate.CmppSimulator;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.result.RedisResultStore;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Note;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold in the town at every moment, while everything runs. */
final class TownChecks {
    /** Ends of an attempt, after which there may be another. */
    private static final Set<Note.Kind> ENDS = EnumSet.of(Note.Kind.SUBMIT_FAILED, Note.Kind.RECEIPT,
            Note.Kind.CALL_ENDED, Note.Kind.CALL_FAILED,
            Note.Kind.RETURNED, Note.Kind.RESEND, Note.Kind.NEXT_STEP, Note.Kind.NO_RECEIPT, Note.Kind.EXPIRED,
            Note.Kind.CANCELLED);
    private final Town town;
    private final RedisResultStore results;

    TownChecks(Town town) {
        this.town = town;
        this.results = new RedisResultStore(town.observer().base());
    }

    void check(String when) {
        balances(when);
        assertThat(town.writes().mostInOneSecond()).as("%s: segments in one second", when)
                .isLessThanOrEqualTo(Town.PER_SECOND);
        attempts(when);
    }

    private void balances(String when) {
        for (BatchId batch : town.batches()) {
            for (int p = 0; p < StoreRig.PARTITIONS; p++) {
                int partition = p;
                long taken = town.accepted().entrySet().stream()
                        .filter(each -> each.getKey().partition() == partition
                                && each.getValue().batch().equals(batch))
                        .count();
                Map<String, String> counters = town.observer().counters(p, batch);
                long states = 0;
                for (WarningState state : WarningState.values()) {
                    long count = Long.parseLong(counters.getOrDefault("" + Codes.of(state), "0"));
                    assertThat(count).as("%s: %s of %s in %d", when, state, batch, p).isNotNegative();
                    states += count;
                }
                assertThat(states).as("%s: states of %s in %d", when, batch, p).isEqualTo(taken);
            }
        }
    }

    /**
     * Of those that carriers saw more than once: one attempt after the other, and none that is not
     * recorded.
     */
    private void attempts(String when) {
        List<WarningId> ids = new ArrayList<>(town.accepted().keySet());
        List<String> phones = town.accepted().values().stream().map(Town.Accepted::phone).toList();
        int[] submits = new int[ids.size()];
        for (CmppSimulator carrier : town.carriers().values()) {
            List<Integer> seen = carrier.submits(phones);
            for (int i = 0; i < submits.length; i++) {
                submits[i] += seen.get(i);
            }
        }
        for (int i = 0; i < submits.length; i++) {
            if (submits[i] > 1) {
                List<TimelineEntry> timeline = results.timeline(ids.get(i));
                long sent = timeline.stream().filter(each -> each.kind() == Note.Kind.FENCED).count()
                        - timeline.stream().filter(each -> each.kind() == Note.Kind.RETURNED).count();
                assertThat(sent).as("%s: attempts of %s, %s", when, ids.get(i), timeline)
                        .isGreaterThanOrEqualTo(submits[i]);
                oneAfterTheOther(when, timeline);
            }
        }
    }

    private static void oneAfterTheOther(String when, List<TimelineEntry> timeline) {
        boolean live = false;
        for (TimelineEntry entry : timeline) {
            if (entry.kind() == Note.Kind.FENCED) {
                assertThat(live).as("%s: two live attempts, %s", when, timeline).isFalse();
                live = true;
            } else if (ENDS.contains(entry.kind())) {
                live = false;
            }
        }
    }

    /** How many warnings have no end yet. */
    long open() {
        long open = 0;
        for (BatchId batch : town.batches()) {
            for (WarningState state : WarningState.values()) {
                open += state.isFinal() ? 0 : town.observer().in(batch, state);
            }
        }
        return open;
    }
}
