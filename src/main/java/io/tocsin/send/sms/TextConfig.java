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
 */
public record TextConfig(String signature, Encoding encoding, Set<Grade> flash) {
    /** Texts that are kept, whatever their grade. */
    public TextConfig(String signature, Encoding encoding) {
        this(signature, encoding, Set.of());
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
                .that(flash.isEmpty() || encoding != Encoding.GB18030, "flash", flash,
                        "none, as GB18030 has no class 0")
                .done();
    }

    /** No signature, encoding chosen by the text. */
    public static TextConfig defaults() {
        return new TextConfig("", Encoding.AUTO);
    }
}
