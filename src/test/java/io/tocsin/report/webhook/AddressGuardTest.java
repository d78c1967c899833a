package io.tocsin.report.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {
    @ParameterizedTest
    @CsvSource({"http://169.254.169.254/latest/meta-data, 169.254.169.254", "http://metadata.example, 169.254.169.254",
            "http://[fe80::1]/, fe80::1", "http://v6.example, fd00:ec2::254", "http://0.0.0.0/, 0.0.0.0",
            "http://group.example, 224.0.0.1", "https://rebound.example/hook, 127.0.0.1",
            "https://rebound.example/hook, ::1"})
    void nothing_is_posted_where_nobody_means_it(String url, String address) {
        assertThatThrownBy(() -> guard(address).check(URI.create(url))).isInstanceOf(IOException.class)
                .hasMessageContaining("where no webhook goes");
    }

    @ParameterizedTest
    @CsvSource({"https://watchman.example/hook, 203.0.113.7", "http://watchman.police.local/hook, 10.20.30.40",
            "http://192.168.1.5/hook, 192.168.1.5", "http://localhost:9000/hook, 127.0.0.1",
            "http://127.0.0.1:9000/hook, 127.0.0.1", "http://[::1]:9000/hook, ::1"})
    void what_the_operator_wrote_is_allowed(String url, String address) {
        assertThatCode(() -> guard(address).check(URI.create(url))).doesNotThrowAnyException();
    }

    private static AddressGuard guard(String address) {
        return new AddressGuard(_ -> List.of(InetAddress.ofLiteral("203.0.113.9"), InetAddress.ofLiteral(address)));
    }
}
