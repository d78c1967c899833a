package io.tocsin.store.receipt;

import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the attempts of receipts whose message id nobody knows, because the carrier's answer was
 * lost: the only ambiguous attempt to the phone on that carrier whose send time fits. With several,
 * none.
 */
final class ByPhone {
    private static final int CANDIDATE = 13;
    private final StoreBase base;
    private final SubmitTime times;
    private final Script candidates = Script.withPrelude("candidates");

    ByPhone(StoreBase base, ZoneId zone) {
        this.base = base;
        this.times = new SubmitTime(zone);
    }

    /**
     * The places of those that could be told.
     *
     * @param receipts by position, at most 512
     * @return places by position, as {@code receipts.lua} takes them
     */
    Map<Integer, byte[]> find(int partition, int carrier, Map<Integer, Receipt> receipts) {
        List<Integer> asked = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        arguments.add(carrier);
        receipts.forEach((position, receipt) -> ReceiptPhone.of(receipt.phone()).ifPresent(phone -> {
            if (base.phones().partition(phone) == partition) {
                asked.add(position);
                arguments.add(base.phones().of(phone));
            }
        }));
        Map<Integer, byte[]> found = new HashMap<>();
        if (asked.isEmpty()) {
            return found;
        }
        Call call = candidates.call(Keys.tag(partition), arguments.toArray());
        List<@Nullable Object> answer = Reply.list(base.redis().call(call));
        for (int i = 0; i < asked.size(); i++) {
            Receipt receipt = receipts.get(asked.get(i));
            byte[] attempts = Reply.bytes(answer.get(i));
            if (receipt != null && attempts != null) {
                int position = asked.get(i);
                only(receipt, attempts).ifPresent(place -> found.put(position, place));
            }
        }
        return found;
    }

    private Optional<byte[]> only(Receipt receipt, byte[] attempts) {
        byte[] fitting = null;
        for (int at = 0; at + CANDIDATE <= attempts.length; at += CANDIDATE) {
            ByteBuffer each = ByteBuffer.wrap(attempts, at, CANDIDATE);
            Instant fencedAt = Instant.ofEpochSecond(Integer.toUnsignedLong(each.getInt(at + 9)));
            if (times.fits(receipt.submittedAt(), fencedAt)) {
                if (fitting != null) {
                    return Optional.empty();
                }
                // One part of one: which part the id stood for is not known, and a delivered part is a delivery.
                fitting = ByteBuffer.allocate(11).put(attempts, at, 9).put((byte) 0).put((byte) 1).array();
            }
        }
        return Optional.ofNullable(fitting);
    }

    /** Where a receipt's attempt is to be found; empty when it names no number. */
    Optional<Integer> partition(Receipt receipt) {
        Optional<Phone> phone = ReceiptPhone.of(receipt.phone());
        return phone.map(base.phones()::partition);
    }
}
