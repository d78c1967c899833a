package io.tocsin.ingest.batch;

import io.tocsin.ingest.row.BatchFields;
import io.tocsin.ingest.row.BodyFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What must be equal, beside the body, when a submission comes again. */
final class Fingerprint {
    /** SHA-256 of no bytes. */
    static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private Fingerprint() {}

    /** Hex of the form and the fields; each with its length, so that none runs into the next. */
    static String of(BodyFormat format, String charset, BatchFields fields) {
        StringBuilder text = new StringBuilder();
        for (String part : new String[]{format.name(), charset.toLowerCase(Locale.ROOT), fields.name(),
                fields.playbook(), fields.grade(), fields.notBefore(), fields.expiresAt()}) {
            text.append(part.length()).append(':').append(part);
        }
        return sha256(text.toString());
    }

    /** SHA-256 of a text in UTF-8, lower-case hex. */
    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
