package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.AddressRange;
import io.tocsin.config.value.Listen;
import io.tocsin.http.HttpConfig;
import io.tocsin.ingest.tcp.TcpConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorConfigTest {
    @Test
    void the_defaults_of_http() {
        HttpConfig expected = new HttpConfig(new Listen("127.0.0.1", 8080, null), null);
        assertThat(Reading.read("").http()).isEqualTo(expected).isEqualTo(HttpConfig.defaults());
        assertThat(Reading.read("http: { management: {} }").http().management())
                .isEqualTo(new Listen("127.0.0.1", 8081, null));
    }

    @Test
    void the_keys_of_http() {
        assertThat(Reading.keys("http", "http: { management: {} }")).containsExactlyInAnyOrder("bind", "port", "tls",
                "management", "management.bind", "management.port", "management.tls", "proxies");
        assertThat(Reading.read("http: { bind: \"::1\", port: 0, management: { bind: 127.0.0.2, port: 1 } }").http())
                .isEqualTo(new HttpConfig(new Listen("::1", 0, null), new Listen("127.0.0.2", 1, null)));
    }

    @Test
    void proxies_are_addresses_and_ranges_of_them() {
        assertThat(Reading.read("http: { proxies: [10.0.0.1, \"10.20.0.0/16\", \"fd00::/8\"] }").http().proxies())
                .extracting(AddressRange::text).containsExactly("10.0.0.1", "10.20.0.0/16", "fd00::/8");
        for (String wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "/8",
                "fe80::1%eth0")) {
            assertThat(Reading.problems("http: { proxies: [\"" + wrong + "\"] }")).singleElement().asString()
                    .contains("http.proxies[0]", "an IP address or a range");
        }
    }

    @Test
    void the_defaults_of_tcp() {
        TcpConfig expected = new TcpConfig(new Listen("127.0.0.1", 9110, null), 16, 1000);
        assertThat(Reading.read("").tcp()).isEqualTo(expected).isEqualTo(TcpConfig.defaults());
    }

    @Test
    void the_keys_of_tcp() {
        assertThat(Reading.read("tcp: { bind: localhost, port: 1, window: 2, maxConnections: 3 }").tcp())
                .isEqualTo(new TcpConfig(new Listen("localhost", 1, null), 2, 3));
        assertThat(Reading.keys("tcp", "")).contains("bind", "port", "window", "maxConnections");
    }

    @Test
    void a_listener_beyond_loopback_has_both_files(@TempDir Path folder) throws IOException {
        Path cert = Files.writeString(folder.resolve("c.pem"), "-----BEGIN CERTIFICATE-----\n");
        Path key = Files.writeString(folder.resolve("k.pem"), "-----BEGIN PRIVATE KEY-----\n");
        Listen listen = Reading
                .read("http: { bind: 0.0.0.0, tls: { cert: %s, key: %s } }".formatted(cert, key)).http().listen();
        assertThat(listen.tls()).isNotNull();
        assertThat(Reading.read("tcp: { bind: 0.0.0.0, tls: { cert: %s, key: %s } }".formatted(cert, key)).tcp()
                .listen().tls()).isEqualTo(listen.tls());
        assertThat(Reading.problems("http: { bind: 0.0.0.0, tls: { cert: %s, key: %s } }".formatted(key, cert)))
                .containsExactly(
                        "1:37 http.tls.cert: got \"%s\", expected a PEM file with a certificate".formatted(key),
                        "1:%d http.tls.key: got \"%s\", expected a PEM file with a private key"
                                .formatted(44 + key.toString().length(), cert));
        assertThat(Reading.problems("http: { tls: { cert: nope } }")).containsExactly(
                "1:9 http.tls.key: missing, expected a PEM file with a private key",
                "1:22 http.tls.cert: got \"nope\", expected a PEM file with a certificate");
    }

    @Test
    void an_empty_tls_section_is_none() {
        assertThat(Reading.read("http: { tls: { cert: , key: } }").http().listen().tls()).isNull();
    }

    @Test
    void a_prometheus_is_where_the_file_says_and_there_need_be_none() {
        assertThat(Reading.read("").monitoring().prometheus()).isNull();
        assertThat(
                Reading.read("monitoring: { prometheus: \"https://metrics.example/prom\" }").monitoring().prometheus())
                .hasToString("https://metrics.example/prom");
        assertThat(Reading.problems("monitoring: { prometheus: \"ftp://metrics.example\" }")).hasSize(1).first()
                .asString()
                .contains("monitoring.prometheus", "got \"ftp://metrics.example\"",
                        "expected an address like https://");
        assertThat(Reading.problems("monitoring: { prometheus: \"http://u:p@metrics.example\" }")).hasSize(1).first()
                .asString()
                .contains("monitoring.prometheus", "expected an address without a user");
    }
}
