package io.tocsin.send.sms.smpp;

import io.tocsin.warning.Reply;

/** What a centre's data_coding 0 ("SMSC default alphabet"; SMPP 3.4, 5.2.19) means. */
public enum Alphabet {
    /**
     * GSM 7-bit, one septet an octet (GSM 03.38, 6.2.1): {@code @}, {@code $} and {@code _} stand
     * elsewhere.
     */
    GSM7(Reply.Coding.GSM7),
    /** ASCII; octets above 127 are read as GB18030. */
    ASCII(Reply.Coding.ASCII),
    /** ISO 8859-1, of which ASCII is a part. */
    LATIN1(Reply.Coding.LATIN1),
    /** GB18030, of which GBK and ASCII are parts. */
    GB18030(Reply.Coding.GB18030);

    private final Reply.Coding coding;

    Alphabet(Reply.Coding coding) {
        this.coding = coding;
    }

    /** How a person's message in it is read. */
    Reply.Coding coding() {
        return coding;
    }
}
