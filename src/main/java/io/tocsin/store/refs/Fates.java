package io.tocsin.store.refs;

import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.Place;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.BatchId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of blocks for which refs were reserved: written, given up, or not yet decided. A
 * reservation whose block is not written within {@link #PATIENCE_MILLIS} is that of a crash; its
 * block is given up for good, so that a slow writer cannot come back to it. Safe for many threads.
 */
public final class Fates {
    /** How long another node may take to write a block it reserved refs for. */
    public static final long PATIENCE_MILLIS = 3000;
    private static final int MOST = 65_536;
    private final Redis redis;
    private final InstantSource clock;
    private final int keepDays;
    private final Script giveUp = Script.load("void");
    private final Map<Place, Fate> known = bounded();
    private final Map<Place, Long> firstSeen = bounded();

    /** Takes what it needs; marks are kept for so many days. */
    public Fates(Redis redis, InstantSource clock, int keepDays) {
        this.redis = redis;
        this.clock = clock;
        this.keepDays = keepDays;
    }

    /** What is known here, null when it has to be {@linkplain #learn learnt}. */
    public @Nullable Fate known(Place place) {
        synchronized (known) {
            return known.get(place);
        }
    }

    /** This node wrote the block. */
    public void written(Place place, BatchId batch) {
        put(place, new Written(batch));
    }

    /** This node does not know whether its block was written, and gives it up when it is asked for. */
    public void doubtful(Place place) {
        synchronized (firstSeen) {
            firstSeen.put(place, Long.MIN_VALUE / 2);
        }
    }

    /** Asks Redis about blocks; those that are still undecided stay unknown here. */
    public void learn(Collection<Place> places) {
        List<Place> order = List.copyOf(places);
        List<Call> calls = new ArrayList<>();
        for (Place place : order) {
            int partition = place.partition();
            long block = place.block();
            calls.add(Call.of("GETBIT", Keys.written(partition, block), Keys.bit(block)));
            calls.add(Call.of("GETBIT", Keys.voided(partition, block), Keys.bit(block)));
            calls.add(Call.of("GETRANGE", Keys.state(partition, block), 0, BlockHeader.BYTES - 1));
        }
        List<@Nullable Object> answers = redis.pipeline(calls);
        List<Place> overdue = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            byte[] header = Reply.bytes(answers.get(3 * i + 2));
            if (Reply.number(answers.get(3 * i)) == 1) {
                put(order.get(i),
                        new Written(header == null || header.length == 0 ? null : BlockHeader.of(header).batch()));
            } else if (Reply.number(answers.get(3 * i + 1)) == 1) {
                put(order.get(i), new GivenUp());
            } else if (isOverdue(order.get(i))) {
                overdue.add(order.get(i));
            }
        }
        giveUp(overdue);
    }

    /** Gives blocks up unless they were written. */
    public void giveUp(List<Place> places) {
        List<@Nullable Object> answers = redis.pipeline(places.stream()
                .map(place -> giveUp.call(Keys.tag(place.partition()), Keys.segment(place.block()),
                        Keys.bit(place.block()), keepDays))
                .toList());
        for (int i = 0; i < places.size(); i++) {
            if (Reply.number(answers.get(i)) == 1) {
                put(places.get(i), new GivenUp());
            }
        }
    }

    private boolean isOverdue(Place place) {
        long now = clock.millis();
        synchronized (firstSeen) {
            return now - firstSeen.computeIfAbsent(place, _ -> now) >= PATIENCE_MILLIS;
        }
    }

    private void put(Place place, Fate fate) {
        synchronized (known) {
            known.put(place, fate);
        }
        synchronized (firstSeen) {
            firstSeen.remove(place);
        }
    }

    private static <V> Map<Place, V> bounded() {
        return new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** A block's fate, once it is decided. */
    public sealed interface Fate {}

    /**
     * It was written.
     *
     * @param batch whose it is, null when it has been deleted since
     */
    public record Written(@Nullable BatchId batch) implements Fate {}

    /** It was not and never will be. */
    public record GivenUp() implements Fate {}
}
