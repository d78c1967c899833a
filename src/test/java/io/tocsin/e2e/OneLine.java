package io.tocsin.e2e;

import io.tocsin.access.ApiKey;

/** The configuration of a gateway with one client, watchman, and one CMPP line, cmcc. */
final class OneLine {
    private OneLine() {}

    /**
     * The configuration.
     *
     * @param own further top-level keys, a line each
     * @param key of the client
     * @param carrier port of the carrier
     * @param line further keys of the line in YAML's flow style, joined by commas
     */
    static String yaml(String own, ApiKey key, int carrier, String line) {
        return own
                + """
                        clients:
                          watchman: { scopes: [submit, read, operate], keySha256: "%s", rate: 1000000/s }
                        carriers:
                          cmcc: { protocol: cmpp, host: 127.0.0.1, port: %d, account: "900001", secret: s, source: "10690096110",
                                  %s }
                        playbooks:
                          default: { mode: chain, steps: [ { channel: sms, template: fraud-sms, attempts: 10 } ] }
                        policy: { quietHours: "off", frequencyCap: "off" }
                        """
                        .formatted(key.sha256(), carrier, line);
    }
}
