package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.Gateway;
import io.tocsin.access.ApiKey;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.config.yaml.InvalidConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the doors listen: TLS, the listener of the meters, and nothing beyond loopback in clear.
 */
class ListenerDoorTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private KeyStore certificate() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "door", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "SAN=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass",
                new String(PASSWORD)).redirectErrorStream(true).start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        pem("key.pem", "PRIVATE KEY", keys.getKey("door", PASSWORD).getEncoded());
        pem("cert.pem", "CERTIFICATE", keys.getCertificate("door").getEncoded());
        return keys;
    }

    private void pem(String name, String what, byte[] der) throws IOException {
        Files.writeString(folder.resolve(name), "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n");
    }

    @Test
    void both_doors_speak_tls_and_the_meters_have_a_listener_of_their_own() throws Exception {
        KeyStore keys = certificate();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", keys.getCertificate("door"));
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        int management = GatewayProcess.freePort();
        ApiKey key = new ApiKey(Doors.key("watchman"));
        String yaml = """
                http: { port: 0, tls: { cert: cert.pem, key: key.pem }, management: { port: %d } }
                tcp: { port: 0, tls: { cert: cert.pem, key: key.pem } }
                clients:
                  watchman: { scopes: [submit], keySha256: "%s" }
                """.formatted(management, key.sha256());
        try (Gateway gateway = Gateway.start(new ConfigReader(Map.of(), "test").read("test", yaml, folder));
                HttpClient https = HttpClient.newBuilder().sslContext(tls).build()) {
            String base = "https://127.0.0.1:" + gateway.httpPort();

            assertThat(status(https, base + "/v1/batches", key)).isEqualTo(200);
            assertThat(status(https, base + "/metrics", key)).isEqualTo(404);
            assertThat(status(https, "http://127.0.0.1:" + management + "/metrics", key)).isEqualTo(200);
            assertThat(status(https, "http://127.0.0.1:" + management + "/v1/batches", key)).isEqualTo(404);
            assertThatThrownBy(() -> status(https, "http://127.0.0.1:" + gateway.httpPort() + "/health/live", key))
                    .isInstanceOf(IOException.class);
            try (var socket = tls.getSocketFactory().createSocket("127.0.0.1", gateway.tcpPort())) {
                socket.setSoTimeout((int) Doors.PATIENCE.toMillis());
                socket.getOutputStream().write(("{\"type\":\"HELLO\",\"seq\":1,\"client\":\"watchman\",\"key\":\""
                        + key.text() + "\"}\n").getBytes(StandardCharsets.UTF_8));
                byte[] welcome = socket.getInputStream().readNBytes(17);
                assertThat(new String(welcome, StandardCharsets.UTF_8)).isEqualTo("{\"type\":\"WELCOME\"");
            }
        }
        assertThat(folder.resolve("data")).isDirectory();
    }

    private static int status(HttpClient client, String url, ApiKey key) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + key.text())
                .build(), BodyHandlers.discarding()).statusCode();
    }

    @Test
    void nothing_listens_beyond_loopback_in_clear() {
        for (String yaml : new String[]{"http: { bind: 0.0.0.0 }\n", "tcp: { bind: 192.0.2.1 }\n",
                "http: { management: { bind: 0.0.0.0 } }\n"}) {
            assertThatThrownBy(() -> new ConfigReader(Map.of(), "test").read("test", yaml, folder)).as(yaml)
                    .isInstanceOf(InvalidConfigException.class).hasMessageContaining("tls");
        }
    }
}
