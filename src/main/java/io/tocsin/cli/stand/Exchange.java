package io.tocsin.cli.stand;

import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.simulate.pbx.PbxBehaviour;
import java.util.List;

/**
 * The Asterisk of a stand, with its trunks.
 *
 * @param place which one
 * @param trunks its trunks
 * @param dialogs the dialogs that calls hold: resources of the program, {@code .yaml} files
 */
public record Exchange(Place place, List<Trunk> trunks, List<String> dialogs) {
    /** The dialog that demonstrations and benchmarks hold. */
    public static final String FRAUD_WARNING = "/dialogs/fraud-warning.yaml";

    /** Copies the lists. */
    public Exchange {
        trunks = List.copyOf(trunks);
        dialogs = List.copyOf(dialogs);
    }

    /** A simulated Asterisk. */
    public Exchange(PbxBehaviour behaviour, List<Trunk> trunks) {
        this(new Simulated(behaviour), trunks, List.of(FRAUD_WARNING));
    }

    /** Which Asterisk it is. */
    public sealed interface Place {}

    /**
     * One that the stand starts itself.
     *
     * @param behaviour of it and of the people behind it
     */
    public record Simulated(PbxBehaviour behaviour) implements Place {}

    /**
     * A real one on this machine, which runs already.
     *
     * @param port of its AMI on loopback
     * @param secret of its account {@code tocsin}
     * @param prompts what calls say: files that it can read
     */
    public record Real(int port, String secret, Prompts prompts) implements Place {}

    /**
     * One of its trunks.
     *
     * @param name of the carrier, and of the endpoint that it dials
     * @param calls concurrent ones
     * @param rate as in YAML: {@code 10/s} or {@code off}
     * @param ringTimeout as in YAML: {@code 35s}
     * @param reserved lines of these for urgent calls
     */
    public record Trunk(String name, int calls, String rate, String ringTimeout, int reserved) {
        /** One that reserves nothing. */
        public Trunk(String name, int calls, String rate, String ringTimeout) {
            this(name, calls, rate, ringTimeout, 0);
        }

        private String yaml() {
            return """
                      %s: { protocol: asterisk, pbx: stand, callerId: "047196110", calls: %d, rate: %s, ringTimeout: %s,
                          reserved: %d, slowStart: "off",
                            longest: 2m, ambiguous: { wait: 10s, then: resend } }
                    """.formatted(name, calls, rate, ringTimeout, reserved);
        }
    }

    /** The trunks as carriers of the configuration. */
    String carriers() {
        StringBuilder all = new StringBuilder();
        trunks.forEach(trunk -> all.append(trunk.yaml()));
        return all.toString();
    }

    /** The rest of what it is in the configuration. */
    static String rest(int port, String secret) {
        return """
                pbxes:
                  stand: { host: 127.0.0.1, port: %d, account: tocsin, secret: %s, agi: { port: 0 } }
                dialogs: dialogs
                """.formatted(port, secret);
    }
}
