package io.tocsin.store.call;

import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The flagged numbers, one open flag each. The script {@code flag} writes them, in the form that
 * its header describes; the number stands encrypted, for its warnings may be deleted before it is
 * reviewed.
 */
public final class OpenFlags {
    private static final byte VERSION = 1;
    private final StoreBase base;

    /** Takes what it needs. */
    public OpenFlags(StoreBase base) {
        this.base = base;
    }

    /** The open flag of a number. */
    public Optional<OpenFlag> of(Phone phone) {
        byte[] key = base.phones().of(phone);
        int partition = base.phones().partition(key);
        byte[] packed = Reply.bytes(base.redis().call("HGET", Keys.flags(partition), key));
        return Optional.ofNullable(packed).map(each -> read(partition, key, each));
    }

    byte[] seal(int partition, byte[] key, Phone phone) {
        byte[] digits = phone.digits().getBytes(StandardCharsets.US_ASCII);
        return base.cipher().encrypt(place(partition, key), digits, digits.length);
    }

    private OpenFlag read(int partition, byte[] key, byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("a flag of version " + version + ", expected " + VERSION);
        }
        Grade grade = Codes.grade(in.get());
        Instant since = second(in);
        Instant last = second(in);
        long count = Integer.toUnsignedLong(in.getInt());
        WarningId first = warning(partition, in);
        WarningId latest = warning(partition, in);
        byte[] sealed = bytes(in, Short.toUnsignedInt(in.getShort()));
        Phone phone = new Phone(
                new String(base.cipher().decrypt(place(partition, key), sealed), StandardCharsets.US_ASCII));
        List<String> reasons = new ArrayList<>();
        while (in.hasRemaining()) {
            reasons.add(new String(bytes(in, Byte.toUnsignedInt(in.get())), StandardCharsets.UTF_8));
        }
        return new OpenFlag(phone, grade, since, last, count, first, latest, reasons);
    }

    private static Instant second(ByteBuffer in) {
        return Instant.ofEpochSecond(Integer.toUnsignedLong(in.getInt()));
    }

    private static WarningId warning(int partition, ByteBuffer in) {
        long block = (in.get() & 0xffL) << 32 | Integer.toUnsignedLong(in.getInt());
        return new WarningId(partition, block, Short.toUnsignedInt(in.getShort()));
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static String place(int partition, byte[] key) {
        return new String(Keys.flags(partition), StandardCharsets.US_ASCII) + HexFormat.of().formatHex(key);
    }
}
