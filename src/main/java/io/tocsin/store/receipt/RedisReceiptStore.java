package io.tocsin.store.receipt;

import io.tocsin.report.ReceiptStore;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreBase;
import io.tocsin.store.block.Block;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.work.WorkParts;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the attempts of receipts in Redis. */
public final class RedisReceiptStore implements ReceiptStore {
    /**
     * A bucket remembers that many ids after their receipt, so that a second one is known to be late;
     * when it holds more, the delivered ones are forgotten.
     */
    private static final int KEEP_IDS = 8192;
    private final StoreBase base;
    private final WorkParts work;
    private final Keeper keeper;
    private final long keepEvents;
    private final Script receipts = Script.withPrelude("receipts");
    private final Script kept = Script.withDoubts("kept");

    /**
     * Takes what it needs.
     *
     * @param zone of the carriers' submit times
     */
    public RedisReceiptStore(StoreBase base, WorkParts work, RetentionConfig retention, ZoneId zone) {
        this.base = base;
        this.work = work;
        this.keeper = new Keeper(base, zone);
        this.keepEvents = retention.events().toMillis();
    }

    @Override
    public int partition(Receipt receipt) {
        return keeper.partition(receipt).orElse(-1);
    }

    @Override
    public BitSet apply(int partition, List<Transition> transitions) {
        return work.transitions().apply(partition, transitions);
    }

    @Override
    public List<Match> match(int partition, String carrier, List<Receipt> all) {
        List<MatchCall> calls = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            add(calls, i, all.get(i).cause(), all.get(i).messageId(), false);
        }
        return run(partition, base.names().carriers().number(carrier), calls, all.size());
    }

    private static void add(List<MatchCall> calls, int position, Cause cause, Object key, boolean places) {
        if (calls.isEmpty() || !calls.getLast().add(position, cause, key)) {
            MatchCall next = new MatchCall(places);
            next.add(position, cause, key);
            calls.add(next);
        }
    }

    @Override
    public Keeping keep(int partition, String carrier, List<Unclaimed> all) {
        return keeper.keep(partition, base.names().carriers().number(carrier), all);
    }

    @Override
    public List<Kept> kept(int partition, int most) {
        Map<Integer, List<Bound>> byCarrier = Reply.list(base.redis().call(kept.call(Keys.tag(partition), most)))
                .stream().map(Bound::of).collect(Collectors.groupingBy(Bound::carrier));
        List<Kept> found = new ArrayList<>();
        byCarrier.forEach((carrier, all) -> {
            List<MatchCall> calls = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                add(calls, i, all.get(i).cause(), all.get(i).place(), true);
            }
            List<Match> matches = run(partition, carrier, calls, all.size());
            String name = base.names().carriers().name(carrier);
            for (int i = 0; i < matches.size(); i++) {
                found.add(new Kept(name, all.get(i).cause(), matches.get(i), all.get(i).mark()));
            }
        });
        return found;
    }

    @Override
    public void forget(int partition, List<Kept> settled) {
        base.redis().pipeline(settled.stream()
                .map(each -> Call.of("LREM", Keys.bound(partition), 1, Bound.bytes(each.mark()))).toList());
    }

    private List<Match> run(int partition, int carrier, List<MatchCall> matchCalls, int count) {
        @Nullable
        Match[] matches = new Match[count];
        List<Call> calls = new ArrayList<>();
        matchCalls.forEach(each -> calls.add(each.call(receipts, partition, carrier, keepEvents, KEEP_IDS)));
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        List<Found> found = answers.stream().map(answer -> new Found(partition, Reply.list(answer))).toList();
        Map<Long, Block> data = base.blocks().get(partition,
                found.stream().flatMap(each -> each.decisions().values().stream()).map(each -> each.id().block())
                        .collect(Collectors.toSet()));
        Set<BatchId> done = new LinkedHashSet<>();
        List<WarningId> cleared = new ArrayList<>();
        for (int c = 0; c < found.size(); c++) {
            read(matchCalls.get(c), found.get(c), data, matches);
            cleared.addAll(found.get(c).cleared());
            done.addAll(found.get(c).done());
        }
        base.redis().pipeline(work.doubts().cleared(partition, carrier, cleared));
        done.forEach(work.completion()::check);
        return Arrays.stream(matches).map(match -> match == null ? new Match.Unmatched() : match).toList();
    }

    private static void read(MatchCall call, Found found, Map<Long, Block> data, @Nullable Match[] matches) {
        for (int i = 0; i < found.letters().length(); i++) {
            matches[call.positions().get(i)] = switch (found.letters().charAt(i)) {
                case 'A' -> new Match.Applied();
                case 'L' -> new Match.Late();
                case 'D' -> undecided(found.decisions().get(i), data);
                default -> new Match.Unmatched();
            };
        }
    }

    private static Match undecided(Found.@Nullable Decision decision, Map<Long, Block> data) {
        Block block = decision == null ? null : data.get(decision.id().block());
        // A block that is deleted right now was final: the receipt is late.
        return decision == null || block == null
                ? new Match.Late()
                : new Match.Undecided(new Standing(block.warning(decision.id().index()), decision.progress()),
                        decision.fence());
    }
}
