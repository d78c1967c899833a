package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import io.tocsin.config.value.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose word is taken for where a request comes from. */
class ProxiesTest {
    private static final Proxies PROXIES = new Proxies(
            Stream.of("10.1.0.0/16", "10.9.9.9", "fd00::/8", "172.16.0.0/12").map(AddressRange::parse).toList());

    static List<Arguments> requests() {
        return List.of(Arguments.of("10.2.0.1", "X-Forwarded-For: 203.0.113.7", "10.2.0.1"),
                Arguments.of("10.9.9.8", "Forwarded: for=203.0.113.7", "10.9.9.8"),
                Arguments.of("10.1.0.1", "", "10.1.0.1"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 203.0.113.7", "203.0.113.7"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 1.1.1.1, 203.0.113.7", "203.0.113.7"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 1.1.1.1, 203.0.113.7, 10.9.9.9", "203.0.113.7"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 1.1.1.1\nX-Forwarded-For: 203.0.113.7", "203.0.113.7"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 203.0.113.7:4711", "203.0.113.7"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 172.31.0.1", "172.31.0.1"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 172.32.0.1, 172.31.0.1", "172.32.0.1"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 1.1.1.1, unknown", "10.1.0.1"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 1.1.1.1, host.example", "10.1.0.1"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 1.1.1.1, ", "10.1.0.1"),
                Arguments.of("10.1.0.1", "Forwarded: for=1.1.1.1, For=\"203.0.113.7:80\";proto=https", "203.0.113.7"),
                Arguments.of("10.1.0.1", "Forwarded: proto=https;for=\"[2001:db8::7]:4711\"", "2001:db8:0:0:0:0:0:7"),
                Arguments.of("10.1.0.1", "Forwarded: for=1.1.1.1, for=_hidden", "10.1.0.1"),
                Arguments.of("fd00:0:0:0:0:0:0:1", "X-Forwarded-For: 2001:db8::8", "2001:db8:0:0:0:0:0:8"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: fe80::1%eth0", "10.1.0.1"),
                // A proxy writes one of the two, the other is the caller's invention.
                Arguments.of("10.1.0.1", "X-Forwarded-For: 203.0.113.7\nForwarded: for=1.1.1.1", "10.1.0.1"),
                Arguments.of("10.1.0.1", "X-Forwarded-For: 203.0.113.7\nForwarded: for=203.0.113.7", "203.0.113.7"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void an_address_is_believed_as_far_as_trusted_ones_have_written_it(String peer, String headers, String expected) {
        RequestHeadersBuilder builder = RequestHeaders.builder(HttpMethod.GET, "/");
        headers.lines().forEach(line -> builder.add(line.substring(0, line.indexOf(':')),
                line.substring(line.indexOf(':') + 2)));
        assertThat(PROXIES.address(InetAddress.ofLiteral(peer), builder.build())).isEqualTo(expected);
    }
}
