package io.tocsin.store.redis.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.RoundTrips;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisPlace;
import io.tocsin.warning.StoreUnavailableException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that speaks TLS with a certificate it signed itself. */
class RedisTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;
    private static int port;
    private static @org.jspecify.annotations.Nullable RealRedis server;

    @BeforeAll
    static void start() throws Exception {
        certificate("server", "san=ip:127.0.0.1");
        certificate("other", "san=ip:127.0.0.2");
        server = RealRedis.started("--tls-port", "" + (port = RealRedis.freePort()), "--tls-cert-file",
                folder.resolve("server.pem").toString(), "--tls-key-file", folder.resolve("server.key").toString(),
                "--tls-ca-cert-file", folder.resolve("server.pem").toString(), "--tls-auth-clients", "no");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void certificate(String name, String extension) throws Exception {
        Path keys = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", extension, "-validity",
                "2", "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", new String(PASSWORD))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        write(name + ".pem", "CERTIFICATE", store.getCertificate("it").getEncoded());
        write(name + ".key", "PRIVATE KEY", store.getKey("it", PASSWORD).getEncoded());
    }

    private static void write(String name, String what, byte[] der) throws Exception {
        Files.writeString(folder.resolve(name), "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n");
    }

    private static Redis at(String ca) {
        return Redis.at(RedisPlace.parse("rediss://127.0.0.1:" + port + (ca.isEmpty()
                ? ""
                : "?ca=" + folder.resolve(ca))), Limits.defaults(), RoundTrips.UNHEARD, redis -> redis.call("PING"));
    }

    @Test
    void a_server_whose_certificate_is_trusted_is_used() {
        try (Redis redis = at("server.pem")) {
            assertThat(redis.call("SET", "k", 1)).isNotNull();
        }
    }

    @Test
    void one_that_is_not_trusted_is_refused() {
        assertThatThrownBy(() -> at("")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> at("other.pem")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> at("server.key")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("store.redis: expected certificates");
    }
}
