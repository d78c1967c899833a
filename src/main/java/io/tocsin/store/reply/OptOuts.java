package io.tocsin.store.reply;

import io.tocsin.report.replies.OptOutTrail;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.ReplyKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has it noted that numbers go on the stop list, before they do: only of those that are not there
 * yet, and not again when the carrier sends a reply again.
 */
final class OptOuts {
    private final StoreBase base;
    private final OptOutTrail trail;

    OptOuts(StoreBase base, OptOutTrail trail) {
        this.base = base;
        this.trail = trail;
    }

    /** Notes that of a reply that consists of such a word. */
    void note(Whole reply, String word) {
        byte[] key = base.phones().of(reply.phone());
        int partition = base.phones().partition(key);
        List<@Nullable Object> known = base.redis()
                .pipeline(List.of(Call.of("HGET", Keys.stopList(partition), key),
                        Call.of("ZSCORE", ReplyKeys.seen(partition), reply.fingerprint().bytes())));
        boolean repeated = known.get(1) != null && Double.parseDouble(Reply.text(known.get(1))) > base.clock().millis()
                - reply.fingerprint().within().toMillis();
        if (known.getFirst() == null && !repeated) {
            trail.optedOut(reply.phone(), reply.carrier(), ReplyCall.reason(word));
        }
    }
}
