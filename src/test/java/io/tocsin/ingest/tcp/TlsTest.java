package io.tocsin.ingest.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.value.Listen;
import io.tocsin.config.value.Rate;
import io.tocsin.config.value.TlsFiles;
import io.tocsin.ingest.tcp.protocol.MessageType;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door with TLS, against the JDK's own client. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "tcp", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "SAN=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass",
                new String(PASSWORD)).redirectErrorStream(true).start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = keys();
        Key key = keys.getKey("tcp", PASSWORD);
        Certificate certificate = keys.getCertificate("tcp");
        write("key.pem", "PRIVATE KEY", key.getEncoded());
        write("cert.pem", "CERTIFICATE", certificate.getEncoded());
    }

    private static KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static void write(String name, String what, byte[] der) throws Exception {
        Files.writeString(folder.resolve(name), "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n");
    }

    private static Listen listen() {
        return new Listen("127.0.0.1", 0, new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem")));
    }

    private static Peer connect(Rig rig, boolean lines) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("tcp", keys().getCertificate("tcp"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return new Peer(tls.getSocketFactory().createSocket("127.0.0.1", rig.port()), lines);
    }

    @Test
    void both_forms_work_over_tls_and_reasons_come_through() throws Exception {
        try (Rig rig = new Rig(Rig.SETTINGS, listen(), Rate.perSecond(1000))) {
            for (boolean lines : new boolean[]{false, true}) {
                try (Peer peer = connect(rig, lines)) {
                    peer.hello("night" + lines);
                    peer.send(MessageType.SUBMIT, 1, Rig.opening("A-" + lines));
                    assertThat(peer.read().number("accepted")).isEqualTo(1);
                    peer.send(MessageType.ACK, 2, "{}");
                    List<Said> told = peer.rest();
                    assertThat(told).extracting(Said::type).containsExactly(MessageType.ERROR, MessageType.GOAWAY);
                }
            }
        }
    }

    @Test
    void plain_bytes_at_a_tls_door_disturb_nobody() throws Exception {
        try (Rig rig = new Rig(Rig.SETTINGS, listen(), Rate.perSecond(1000)); Peer good = connect(rig, false)) {
            good.hello("night");
            try (Peer plain = Peer.lines(rig.port())) {
                plain.send(MessageType.HELLO, 1, "{\"client\":\"watchman\",\"key\":\"tk_w\"}");
                org.awaitility.Awaitility.await().until(() -> rig.door.connections() == 1);
            }
            good.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(good.read().number("accepted")).isEqualTo(1);
            assertThat(rig.heard.of("ended internal")).isZero();
        }
    }

    @Test
    void files_without_a_key_are_refused_by_name() {
        Listen wrong = new Listen("127.0.0.1", 0,
                new TlsFiles(folder.resolve("cert.pem"), folder.resolve("cert.pem")));
        assertThatThrownBy(() -> new Rig(Rig.SETTINGS, wrong, Rate.perSecond(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("tcp.tls")
                .hasMessageContaining("cert.pem");
    }
}
