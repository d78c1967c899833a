package io.tocsin.send.sms;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Secret;

/**
 * Where an SMS carrier is and as whom it is logged in to, part of {@code carriers.NAME}.
 *
 * @param host name or address of the carrier's gateway
 * @param port its port, 1 to 65535
 * @param account the enterprise code (SP id, ClientID) or system_id; how long it may be is the
 *            protocol's affair, as what else {@link Dialect#check} asks
 * @param secret the shared secret or password
 * @param version protocol version, such as {@code 3.0}
 * @param source access number that messages come from, 1 to 21 digits
 * @param serviceId service code of the contract, at most 10 characters, may be empty
 */
public record AccountConfig(String host, int port, String account, Secret secret, String version, String source,
        String serviceId) {
    /** Default of {@code port}: where CMPP listens. */
    public static final int PORT = 7890;
    /** Default of {@code version}. */
    public static final String VERSION = "3.0";

    /** Refuses what does not fit the protocol's fields. */
    public AccountConfig {
        new Checks().matches("host", host, "[A-Za-z0-9._:-]{1,253}", "a host name or an IP address")
                .between("port", port, 1, 65_535)
                .matches("source", source, "[0-9]{1,21}", "an access number of 1 to 21 digits")
                .matches("serviceId", serviceId, "[!-~]{0,10}", "a service code of at most 10 ASCII characters").done();
    }

    /** What the protocol has its own bounds for. */
    Dialect.Words words() {
        return new Dialect.Words(account, secret, version, source, serviceId);
    }
}
