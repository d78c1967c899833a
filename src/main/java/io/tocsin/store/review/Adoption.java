package io.tocsin.store.review;

import io.tocsin.review.item.Reason;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.CaseKeys;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Phone;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes cases of the flags that versions before the queue stored: grade, times, count, the
 * warnings, the encrypted number and what showed it, in one value. Nodes of such a version may
 * still write some, so it is done again and again.
 */
public final class Adoption {
    /** Version, grade, two times, a count and two places come before the number. */
    private static final int HEAD = 28;
    private static final int AT_ONCE = 100;
    private final CaseBase base;
    private final Script script = Script.withCases("caseadopt");

    /** On that ground. */
    public Adoption(CaseBase base) {
        this.base = base;
    }

    /** Adopts what there is; returns how many became cases or joined one. */
    public int adopt() {
        int adopted = 0;
        for (int p = 0; p < base.store().partitions(); p++) {
            List<@Nullable Object> scan = Reply
                    .list(base.redis().call("HSCAN", Keys.flags(p), 0, "COUNT", AT_ONCE));
            List<@Nullable Object> flags = Reply.list(scan.get(1));
            for (int i = 0; i + 1 < flags.size(); i += 2) {
                byte[] key = Objects.requireNonNull(Reply.bytes(flags.get(i)));
                byte[] flag = Objects.requireNonNull(Reply.bytes(flags.get(i + 1)));
                try {
                    adopted += adopt(p, key, flag);
                } catch (IllegalArgumentException | BufferUnderflowException e) {
                    setAside(p, key, e);
                }
            }
        }
        return adopted;
    }

    /** One that cannot be read holds up no other, and stays as it is under another name. */
    private void setAside(int partition, byte[] key, RuntimeException why) {
        String name = HexFormat.of().formatHex(key);
        base.redis().pipeline(List.of(
                Call.of("ZADD", CaseKeys.aside(partition), base.store().clock().millis(), "F " + name),
                Call.of("HDEL", Keys.flags(partition), key)));
        base.listener().setAside("a flag of an earlier version in partition " + partition + ": " + why);
    }

    private int adopt(int partition, byte[] key, byte[] flag) {
        ByteBuffer in = ByteBuffer.wrap(flag).position(HEAD);
        Phone phone = new Phone(new String(base.store().cipher().decrypt(
                new String(Keys.flags(partition), StandardCharsets.US_ASCII) + HexFormat.of().formatHex(key),
                bytes(in, Short.toUnsignedInt(in.getShort()))), StandardCharsets.US_ASCII));
        List<Object> arguments = new ArrayList<>(List.of(base.time().day(), base.time().clocks(), key,
                base.seals().person(partition, key, new CaseSeals.Person(phone, "")), flag));
        while (in.hasRemaining()) {
            arguments.add(Openings.reason(Reason.Kind.VICTIM_SUSPECTED,
                    new String(bytes(in, Byte.toUnsignedInt(in.get())), StandardCharsets.UTF_8)));
        }
        return Reply.list(base.redis()
                .pipelineSafely(List.of(script.call(Keys.tag(partition), arguments.toArray()))).getFirst()).isEmpty()
                        ? 0
                        : 1;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
