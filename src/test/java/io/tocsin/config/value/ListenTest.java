package io.tocsin.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenTest {
    private static final TlsFiles TLS = new TlsFiles(Path.of("cert"), Path.of("key"));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void loopback_needs_no_tls(String bind) {
        assertThat(new Listen(bind, 1, null).tls()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "192.168.1.1"})
    void what_is_beyond_loopback_needs_tls(String bind) {
        assertThatThrownBy(() -> new Listen(bind, 1, null)).isInstanceOf(InvalidRecord.class)
                .hasMessageContaining("tls");
        assertThat(new Listen(bind, 1, TLS).tls()).isEqualTo(TLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "127.0.0.256", "*", "127.0.0.1:80"})
    void what_is_no_address_is_refused_without_asking_a_name_server(String bind) {
        assertThatThrownBy(() -> new Listen(bind, 1, TLS)).isInstanceOf(InvalidRecord.class)
                .hasMessage("bind: got " + bind + ", expected an IP address, or localhost");
    }

    @Test
    void all_faults_come_together() {
        assertThatThrownBy(() -> new Listen("x", 65_536, null)).isInstanceOf(InvalidRecord.class)
                .hasMessageContaining("port: got 65536").hasMessageContaining("bind: got x");
    }
}
