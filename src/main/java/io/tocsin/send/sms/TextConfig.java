package io.tocsin.send.sms;

import io.tocsin.config.value.Checks;
import io.tocsin.warning.Grade;
import java.util.Set;

/**
 * How an SMS carrier wants its texts, part of {@code carriers.NAME}.
 *
 * @param signature the filed signature, such as {@code 【某某反诈中心】}; empty for none
 * @param encoding in which a text is sent
 * @param flash grades whose texts a phone shows at once and does not keep (class 0)
 * @param mode who puts the signature into a text
 */
public record TextConfig(String signature, Encoding encoding, Set<Grade> flash, SignatureMode mode) {
    /** Texts that are kept, whatever their grade. */
    public TextConfig(String signature, Encoding encoding) {
        this(signature, encoding, Set.of(), SignatureMode.OURS);
    }

    /** The signature is ours to put in. */
    public TextConfig(String signature, Encoding encoding, Set<Grade> flash) {
        this(signature, encoding, flash, SignatureMode.OURS);
    }

    /** Who puts the signature into a text. */
    public enum SignatureMode {
        /** We do, where the template says {@code {signature}}. */
        OURS,
        /** The carrier does; room is left for it, and the template's place stays empty. */
        CARRIER
    }

    /** What stands in our texts for the signature. */
    public String ours() {
        return mode == SignatureMode.OURS ? signature : "";
    }

    /** What the carrier adds to each of them, empty for nothing. */
    String theirs() {
        return mode == SignatureMode.CARRIER ? signature : "";
    }

    /** In which a text is sent. */
    public enum Encoding {
        /** ASCII when the text allows it, else UCS-2. */
        AUTO,
        /** Always UCS-2. */
        UCS2,
        /** ASCII when the text allows it, else GB18030. */
        GB18030
    }

    /** Refuses a signature that no carrier files. */
    public TextConfig {
        flash = Set.copyOf(flash);
        new Checks()
                .matches("signature", signature, "(【[^【】]{1,18}】)?",
                        "a signature in brackets, 【…】, of at most 20 characters")
                .that(mode == SignatureMode.OURS || !signature.isEmpty(), "signatureMode", "carrier",
                        "ours, or a signature for which room is to be left")
                .that(flash.isEmpty() || encoding != Encoding.GB18030, "flash", flash,
                        "none, as GB18030 has no class 0")
                .done();
    }

    /** No signature, encoding chosen by the text. */
    public static TextConfig defaults() {
        return new TextConfig("", Encoding.AUTO);
    }
}
