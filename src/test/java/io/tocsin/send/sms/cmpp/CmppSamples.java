package io.tocsin.send.sms.cmpp;

import io.tocsin.send.sms.wire.Octets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One of every message, and ways to spoil its bytes. */
final class CmppSamples {

    private CmppSamples() {}

    static List<CmppMessage> all() {
        Octets proof = Octets.ofHex("90d00c1d517abd0b4f65f6bcf8535d16");
        Origin origin = new Origin("10690096110", "fraud", "13500002696", 0);
        Fee fee = new Fee(2, "", 0, "01", "0");
        Terms terms = new Terms(1, 0, "fraud", fee, "900001", "", "");
        Payload payload = new Payload(0, true, 8, Octets.ofHex("050003070201" + "4f60597d"));
        return List.of(new Connect(1, "900001", proof, 0x30, 1_021_080_510), new ConnectResp(1, 0, proof, 0x30),
                new Submit(-1, 0, new Part(2, 1), terms, Addresses.of("10690096110", "13500002696"), payload, ""),
                new Submit(3, 0, Part.SINGLE, terms,
                        new Addresses("10690096110", List.of("13500002696", "13500002697"), 0), payload, "link"),
                new SubmitResp(3, -2, 8), new Deliver(4, 5, origin, 0, payload, ""),
                new Report(5, 6, origin,
                        new Report.Status(-2, "MK:0012", "2611051429", "2611051430", "13500002696", 9), ""),
                new DeliverResp(5, 6, 0), new ActiveTest(6), new ActiveTestResp(6),
                new Unknown(7, 0x10, Octets.ofHex("00ff")), new Terminate(8), new TerminateResp(8));
    }

    static byte[] mutated(byte[] wire, Random random) {
        byte[] mutant = wire.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            switch (random.nextInt(4)) {
                case 0 -> mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
                case 1 -> mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant[random.nextInt(Math.min(12, mutant.length))] = (byte) random.nextInt(16);
                default -> mutant = Arrays.copyOf(mutant, 1 + random.nextInt(mutant.length));
            }
        }
        return mutant;
    }
}
