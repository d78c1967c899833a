package io.tocsin.report.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Keeps webhooks away from addresses that nobody means by a callback. The URL is the operator's own
 * configuration and no client can set it, so private networks are allowed: that is where the
 * upstream systems are. Refused are link-local addresses, where clouds serve their credentials,
 * multicast and unspecified ones; and loopback, unless the URL itself says so, as a public name
 * that leads there is an attack. Together with redirects that are never followed this leaves an
 * attacker who controls a name only the choice among private addresses.
 */
final class AddressGuard {
    /**
     * The metadata service of one cloud over IPv6 (fd00:ec2::254), which no class of addresses covers.
     */
    private static final byte[] METADATA_V6 = {(byte) 0xfd, 0, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02,
            0x54};

    private final Resolver resolver;

    /** Finds addresses of names. */
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    AddressGuard(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Lets the URL pass.
     *
     * @throws IOException when one of its addresses is refused, or it has none
     */
    void check(URI url) throws IOException {
        String host = url.getHost();
        if (host == null) {
            throw new IOException("the URL has no host");
        }
        boolean meansLoopback = host.toLowerCase(Locale.ROOT).equals("localhost") || host.startsWith("127.")
                || host.equals("[::1]");
        for (InetAddress address : resolver.resolve(host)) {
            if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()
                    || (address.isLoopbackAddress() && !meansLoopback)
                    || Arrays.equals(address.getAddress(), METADATA_V6)) {
                throw new IOException(host + " leads to " + address.getHostAddress()
                        + ", where no webhook goes: link-local, multicast, unspecified, or loopback behind a name");
            }
        }
    }
}
