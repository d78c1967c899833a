package io.tocsin.fuzz;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import java.util.SplittableRandom;

/** Values of protocol fields, drawn by a seed. */
public record Draw(SplittableRandom random) {
    private static final int OCTET = 256;

    /** Any octet. */
    public int octet() {
        return random.nextInt(OCTET);
    }

    /** Any octets, so many. */
    public Octets octets(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }

    /** ASCII without blanks, as blanks at the end are filling. */
    public String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            text.append((char) ('!' + random.nextInt(94)));
        }
        return text.toString();
    }

    /** None to three optional parameters. */
    public Tlvs tlvs() {
        Tlvs tlvs = Tlvs.NONE;
        for (int n = random.nextInt(4); n > 0; n--) {
            tlvs = tlvs.with(random.nextInt(0x1_0000), octets(random.nextInt(30)));
        }
        return tlvs;
    }
}
