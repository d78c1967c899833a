package io.tocsin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import io.tocsin.config.value.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxies in front of the door, whose word is taken for where a request comes from
 * ({@code X-Forwarded-For}, or {@code Forwarded}, RFC 7239). From anyone else, and behind whatever
 * a proxy did not write itself, the address of the connection counts: else whoever is to be slowed
 * down would choose a new address for every try.
 */
final class Proxies {
    private static final int MOST_HOPS = 32;
    private static final String FOR = "for=";
    private final List<AddressRange> trusted;

    /** Takes the word of those. */
    Proxies(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** The address a request comes from. */
    String address(InetAddress peer, RequestHeaders headers) {
        if (!isTrusted(peer)) {
            return peer.getHostAddress();
        }
        List<String> listed = headers.getAll(HttpHeaderNames.X_FORWARDED_FOR);
        List<String> standard = headers.getAll(HttpHeaderNames.FORWARDED);
        InetAddress one = listed.isEmpty() ? null : walk(peer, hops(listed, false));
        InetAddress other = standard.isEmpty() ? null : walk(peer, hops(standard, true));
        return chosen(peer, one, other).getHostAddress();
    }

    /** A proxy writes one of the two; the other is the caller's own, and proves nothing. */
    private static InetAddress chosen(InetAddress peer, @Nullable InetAddress one, @Nullable InetAddress other) {
        if (one == null || other == null) {
            return one != null ? one : other != null ? other : peer;
        }
        return one.equals(other) ? one : peer;
    }

    /** From the nearest on, as far as each was written by somebody who is trusted. */
    private InetAddress walk(InetAddress peer, List<String> hops) {
        InetAddress known = peer;
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MOST_HOPS) && isTrusted(known); i--) {
            Optional<InetAddress> next = address(hops.get(i));
            if (next.isEmpty()) {
                break;
            }
            known = next.get();
        }
        return known;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private static List<String> hops(List<String> headers, boolean pairs) {
        List<String> hops = new ArrayList<>();
        for (String header : headers) {
            for (String hop : header.split(",", -1)) {
                hops.add(pairs ? pair(hop) : hop.strip());
            }
        }
        return hops;
    }

    private static String pair(String hop) {
        for (String part : hop.split(";", -1)) {
            String each = part.strip();
            if (each.toLowerCase(Locale.ROOT).startsWith(FOR)) {
                String value = each.substring(FOR.length()).strip();
                return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                        ? value.substring(1, value.length() - 1)
                        : value;
            }
        }
        return "";
    }

    /** An address, with or without a port; IPv6 in brackets where there is one. */
    private static Optional<InetAddress> address(String hop) {
        String text = hop;
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            text = end < 0 ? "" : hop.substring(1, end);
        } else if (hop.indexOf('.') > 0 && hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') > 0) {
            text = hop.substring(0, hop.indexOf(':'));
        }
        try {
            return text.indexOf('%') >= 0 ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
