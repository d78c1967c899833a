package io.tocsin.cli.stand;

import io.tocsin.simulate.pbx.PbxBehaviour;
import java.util.List;

/**
 * The simulated Asterisk of a stand, with its trunks.
 *
 * @param behaviour of it and of the people behind it
 * @param trunks its trunks
 * @param dialogs the dialogs that calls hold, names of those that come with the program
 */
public record Exchange(PbxBehaviour behaviour, List<Trunk> trunks, List<String> dialogs) {
    /** Copies the lists. */
    public Exchange {
        trunks = List.copyOf(trunks);
        dialogs = List.copyOf(dialogs);
    }

    /**
     * One of its trunks.
     *
     * @param name of the carrier
     * @param calls concurrent ones
     * @param rate as in YAML: {@code 10/s} or {@code off}
     * @param ringTimeout as in YAML: {@code 35s}
     */
    public record Trunk(String name, int calls, String rate, String ringTimeout) {
        private String yaml() {
            return """
                      %s: { protocol: asterisk, pbx: stand, callerId: "047196110", calls: %d, rate: %s, ringTimeout: %s,
                          reserved: 0, slowStart: "off",
                            longest: 2m, ambiguous: { wait: 10s, then: resend } }
                    """.formatted(name, calls, rate, ringTimeout);
        }
    }

    /** The trunks as carriers of the configuration. */
    String carriers() {
        StringBuilder all = new StringBuilder();
        trunks.forEach(trunk -> all.append(trunk.yaml()));
        return all.toString();
    }

    /** The rest of what it is in the configuration. */
    static String rest(int port) {
        return """
                pbxes:
                  stand: { host: 127.0.0.1, port: %d, account: tocsin, secret: stand-secret, agi: { port: 0 } }
                dialogs: dialogs
                """.formatted(port);
    }
}
