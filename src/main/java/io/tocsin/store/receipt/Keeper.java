package io.tocsin.store.receipt;

import io.tocsin.report.ReceiptStore.Keeping;
import io.tocsin.report.ReceiptStore.Unclaimed;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps receipts whose attempt nobody knows (yet), by message id and phone, because the carrier's
 * answer is late or lost.
 */
final class Keeper {
    /** As long as message ids are waited for. */
    private static final Duration AGE = Duration.ofDays(3);
    /** Of one carrier and partition: about 250 bytes each. */
    private static final int MOST = 4096;
    /** In one call. */
    private static final int AT_ONCE = 256;
    private static final int LONGEST_ID = 65;
    private final StoreBase base;
    private final SubmitTime times;
    private final Script keep = Script.withDoubts("keep");

    Keeper(StoreBase base, ZoneId zone) {
        this.base = base;
        this.times = new SubmitTime(zone);
    }

    /** Where a receipt's attempt is to be found; empty when it names no number. */
    Optional<Integer> partition(Receipt receipt) {
        return ReceiptPhone.of(receipt.phone()).map(base.phones()::partition);
    }

    /** Keeps those that name a number of that partition. */
    Keeping keep(int partition, int carrier, List<Unclaimed> receipts) {
        BitSet kept = new BitSet();
        List<Call> calls = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i++) {
            Receipt receipt = receipts.get(i).receipt();
            Optional<Phone> phone = ReceiptPhone.of(receipt.phone())
                    .filter(each -> base.phones().partition(each) == partition);
            byte[] id = receipt.messageId().getBytes(StandardCharsets.UTF_8);
            if (phone.isPresent() && id.length > 0 && id.length <= LONGEST_ID) {
                kept.set(i);
                arguments.addAll(List.of(base.phones().of(phone.get()), id, receipts.get(i).ageMillis(),
                        times.second(receipt.submittedAt()), Codes.of(receipt.cause().type()),
                        MatchCall.text(receipt.cause().raw())));
            }
            if (arguments.size() >= AT_ONCE * 6 || (i == receipts.size() - 1 && !arguments.isEmpty())) {
                calls.add(call(partition, carrier, arguments));
                arguments = new ArrayList<>();
            }
        }
        int dropped = 0;
        for (@Nullable
        Object answer : base.redis().pipelineSafely(calls)) {
            dropped += (int) Reply.number(answer);
        }
        return new Keeping(kept, dropped);
    }

    private Call call(int partition, int carrier, List<Object> receipts) {
        List<Object> all = new ArrayList<>(receipts.size() + 3);
        all.addAll(List.of(carrier, MOST, AGE.toMillis()));
        all.addAll(receipts);
        return keep.call(Keys.tag(partition), all.toArray());
    }
}
