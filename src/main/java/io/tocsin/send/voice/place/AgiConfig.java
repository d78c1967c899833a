package io.tocsin.send.voice.place;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Listen;
import java.net.InetAddress;

/**
 * Where an Asterisk asks what to do in an answered call, {@code pbxes.NAME.agi}.
 *
 * @param bind an IP address to listen at, or {@code localhost}
 * @param port 0 to 65,535; 0 takes a free one
 * @param advertise the address by which the Asterisk reaches it
 */
public record AgiConfig(String bind, int port, String advertise) {
    /** Default of {@code port}. */
    public static final int PORT = 4573;

    /** Refuses what is out of range, and an address that nobody can connect to. */
    public AgiConfig {
        new Checks().that(isAddress(bind), "bind", bind, "an IP address, or localhost")
                .between("port", port, 0, 65_535)
                .matches("advertise", advertise, "[A-Za-z0-9][A-Za-z0-9.:-]{0,252}", "a host name or an IP address")
                .that(!isEverywhere(advertise), "advertise", advertise,
                        "the address by which the Asterisk reaches this node, as bind names none")
                .done();
    }

    /** On loopback, for an Asterisk on the same machine. */
    public static AgiConfig defaults() {
        return new AgiConfig(Listen.LOOPBACK, PORT, Listen.LOOPBACK);
    }

    private static boolean isAddress(String text) {
        try {
            return "localhost".equals(text) || InetAddress.ofLiteral(text).getHostAddress() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isEverywhere(String text) {
        return text.equals("0.0.0.0") || text.matches("[0:]+");
    }
}
