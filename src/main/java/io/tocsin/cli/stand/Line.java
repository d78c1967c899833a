package io.tocsin.cli.stand;

import io.tocsin.simulate.Behaviour;

/**
 * A simulated carrier line of a stand.
 *
 * @param name of the carrier
 * @param operators whom it may reach, as in YAML: {@code mobile, broadnet}; empty for everyone
 * @param sessions connections
 * @param window of each
 * @param rate as in YAML: {@code 300/s} or {@code off}
 * @param behaviour what the simulated gateway does
 */
public record Line(String name, String operators, int sessions, int window, String rate, Behaviour behaviour) {
    /** The line as a carrier of the configuration. */
    String yaml(int port) {
        return """
                  %s:
                    protocol: cmpp
                    host: 127.0.0.1
                    port: %d
                    account: "900001"
                    secret: stand-secret
                    version: "3.0"
                    source: "10690096110"
                    sessions: %d
                    window: %d
                    rate: %s
                    operators: [%s]
                    signature: 【演示反诈中心】
                    responseTimeout: 30s
                    ambiguous: { wait: 10s, then: resend }
                """.formatted(name, port, sessions, window, rate, operators);
    }
}
