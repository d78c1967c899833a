package io.tocsin.store.receipt;

import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Cause;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arguments of one call of {@code receipts.lua}. */
final class MatchCall {
    /** Most receipts in one call. */
    static final int MOST = 512;
    /** Causes have one byte. */
    private static final int MOST_CAUSES = 256;
    private final boolean places;
    private final List<Integer> positions = new ArrayList<>();
    private final Map<Cause, Integer> causes = new HashMap<>();
    private final List<Object> described = new ArrayList<>();
    private final ByteArrayOutputStream causeOf = new ByteArrayOutputStream();
    private final List<Object> keys = new ArrayList<>();

    /**
     * An empty call.
     *
     * @param places whether receipts are given by place and not by message id
     */
    MatchCall(boolean places) {
        this.places = places;
    }

    /**
     * Adds a receipt.
     *
     * @param position in the caller's list
     * @param said what the receipt says
     * @param key message id or place
     * @return false when the call is full
     */
    boolean add(int position, Cause said, Object key) {
        Integer cause = causes.get(said);
        if (positions.size() == MOST || (cause == null && causes.size() == MOST_CAUSES)) {
            return false;
        }
        if (cause == null) {
            cause = causes.size();
            causes.put(said, cause);
            described.add(Codes.of(said.type()));
            described.add(text(said.raw()));
        }
        causeOf.write(cause);
        positions.add(position);
        keys.add(key);
        return true;
    }

    /** A raw code as it is kept: at most 80 characters. */
    static String text(String raw) {
        return raw.length() > 80 ? raw.substring(0, 80) : raw;
    }

    /** Position, in the caller's list, of each receipt. */
    List<Integer> positions() {
        return positions;
    }

    /** The call. */
    Call call(Script script, int partition, int carrier, long keepEventsMillis, int keepIds) {
        List<Object> all = new ArrayList<>(keys.size() + described.size() + 6);
        all.add(carrier);
        all.add(keepEventsMillis);
        all.add(keepIds);
        all.add(places ? "places" : "ids");
        all.add(causes.size());
        all.addAll(described);
        all.add(causeOf.toByteArray());
        all.addAll(keys);
        return script.call(Keys.tag(partition), all.toArray());
    }
}
