package io.tocsin.store.redis.place;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** TLS that trusts the certificates of one file, and checks that the server's names the host. */
final class Trust {
    private static final String TYPE = "PKCS12";

    private Trust() {}

    /**
     * Makes it so.
     *
     * @param ca certificates in PEM
     * @throws IllegalArgumentException when the file holds none
     */
    static SslOptions only(String ca) {
        try (InputStream in = Files.newInputStream(Path.of(ca))) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            int count = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + count++, each);
            }
            if (count == 0) {
                throw new IllegalArgumentException("store.redis: expected certificates (PEM) in ca=" + ca);
            }
            // Jedis wants to read it from somewhere; what is in it is public.
            char[] password = TYPE.toCharArray();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            return SslOptions.builder().trustStoreType(TYPE)
                    .truststore(() -> new ByteArrayInputStream(bytes.toByteArray()), password)
                    .sslVerifyMode(SslVerifyMode.FULL).build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "store.redis: expected certificates (PEM) in ca=" + ca + ", got: " + e.getMessage(), e);
        }
    }
}
