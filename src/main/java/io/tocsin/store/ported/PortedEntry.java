package io.tocsin.store.ported;

import io.tocsin.dispatch.ported.Ported;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.PortedKeys;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.warning.Operator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;

/**
 * A number and what is known of it, as it is stored: encrypted, bound to the phone's key.
 *
 * @param number digits with the country code, as a number
 * @param ported what is known
 */
record PortedEntry(long number, Ported ported) {
    private static final int BYTES = 15;

    byte[] seal(BlockCipher cipher, int partition, byte[] key) {
        int left = ported.left().stream().mapToInt(each -> 1 << Codes.of(each)).sum();
        byte[] plain = ByteBuffer.allocate(BYTES).putLong(number).put((byte) Codes.of(ported.operator()))
                .put((byte) left).put((byte) (ported.learned() ? 1 : 0))
                .putInt((int) ported.since().getEpochSecond()).array();
        return cipher.encrypt(place(partition, key), plain, plain.length);
    }

    static PortedEntry open(BlockCipher cipher, int partition, byte[] key, byte[] sealed) {
        ByteBuffer plain = ByteBuffer.wrap(cipher.decrypt(place(partition, key), sealed));
        long number = plain.getLong();
        Operator operator = Codes.operator(plain.get());
        int left = plain.get();
        boolean learned = plain.get() == 1;
        EnumSet<Operator> operators = EnumSet.noneOf(Operator.class);
        for (Operator each : Operator.values()) {
            if ((left >> Codes.of(each) & 1) == 1) {
                operators.add(each);
            }
        }
        return new PortedEntry(number, new Ported(operator, operators, learned,
                Instant.ofEpochSecond(Integer.toUnsignedLong(plain.getInt()))));
    }

    private static String place(int partition, byte[] key) {
        return new String(PortedKeys.numbers(partition), StandardCharsets.US_ASCII) + HexFormat.of().formatHex(key);
    }
}
