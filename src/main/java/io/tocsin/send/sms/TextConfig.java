package io.tocsin.send.sms;

import io.tocsin.config.value.Checks;

/**
 * How an SMS carrier wants its texts, part of {@code carriers.NAME}.
 *
 * @param signature the filed signature, such as {@code 【某某反诈中心】}; empty for none
 * @param encoding in which a text is sent
 */
public record TextConfig(String signature, Encoding encoding) {
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
        new Checks()
                .matches("signature", signature, "(【[^【】]{1,18}】)?",
                        "a signature in brackets, 【…】, of at most 20 characters")
                .done();
    }

    /** No signature, encoding chosen by the text. */
    public static TextConfig defaults() {
        return new TextConfig("", Encoding.AUTO);
    }
}
