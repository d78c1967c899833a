package io.tocsin.store.result;

import io.tocsin.report.ResultStore.Said;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.ReplyKeys;
import io.tocsin.warning.WarningId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to warnings: encrypted beside their blocks, one field for each reply, and gone
 * with them.
 */
public final class Replies {
    private static final String BETWEEN = "\0";
    private static final int OPT_OUT = 1;
    private static final int INCOMPLETE = 2;
    private final StoreBase base;

    /** On that ground. */
    public Replies(StoreBase base) {
        this.base = base;
    }

    /**
     * Where a reply stands.
     *
     * @param warning what it answers
     * @param number which of its replies, from 1
     */
    record Place(WarningId warning, int number) {}

    /** What was said, as it is stored with that warning. */
    public byte[] seal(WarningId warning, Said said) {
        int flags = (said.optOut() ? OPT_OUT : 0) | (said.incomplete() ? INCOMPLETE : 0);
        byte[] plain = String.join(BETWEEN, Integer.toString(flags), said.carrier(), said.to(), said.text())
                .getBytes(StandardCharsets.UTF_8);
        return base.cipher().encrypt(place(warning), plain, plain.length);
    }

    /** Reads some, in their order; empty where there is none any more. */
    List<Optional<Said>> read(List<Place> places) {
        List<Call> calls = new ArrayList<>();
        for (Place each : places) {
            WarningId id = each.warning;
            calls.add(Call.of("HGET", ReplyKeys.replies(id.partition(), id.block()), id.index() + ":" + each.number));
        }
        List<Optional<Said>> all = new ArrayList<>();
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        for (int i = 0; i < places.size(); i++) {
            byte[] sealed = Reply.bytes(answers.get(i));
            all.add(sealed == null ? Optional.empty() : Optional.of(open(places.get(i).warning, sealed)));
        }
        return all;
    }

    private Said open(WarningId warning, byte[] sealed) {
        String[] parts = new String(base.cipher().decrypt(place(warning), sealed), StandardCharsets.UTF_8)
                .split(BETWEEN, 4);
        int flags = Integer.parseInt(parts[0]);
        return new Said(parts[1], parts[2], parts[3], (flags & OPT_OUT) != 0, (flags & INCOMPLETE) != 0);
    }

    private static String place(WarningId id) {
        return new String(ReplyKeys.replies(id.partition(), id.block()), StandardCharsets.US_ASCII) + ":" + id.index();
    }
}
