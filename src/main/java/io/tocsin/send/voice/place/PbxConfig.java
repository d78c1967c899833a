package io.tocsin.send.voice.place;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Secret;

/**
 * An Asterisk, {@code pbxes.NAME}: one AMI log-in and one FastAGI listener, however many trunks.
 *
 * @param name its name in the configuration
 * @param host of its AMI
 * @param port of its AMI, 1 to 65,535
 * @param account in its manager.conf, without line ends
 * @param secret of the account
 * @param agi where it asks what to do in an answered call
 */
public record PbxConfig(String name, String host, int port, String account, Secret secret, AgiConfig agi) {
    /** Default of {@code port}. */
    public static final int PORT = 5038;

    /** Refuses what is out of range. */
    public PbxConfig {
        new Checks().between("port", port, 1, 65_535)
                .matches("account", account, "[!-~]{1,80}", "an account of manager.conf, 1 to 80 characters").done();
    }
}
