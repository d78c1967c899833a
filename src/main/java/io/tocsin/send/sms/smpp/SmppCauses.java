package io.tocsin.send.sms.smpp;

import io.tocsin.send.CauseFile;
import io.tocsin.send.CauseTable;
import java.util.Locale;

/**
 * What SMPP's codes mean unless a carrier's configuration says otherwise: the file
 * {@code causes.txt} beside this class says how they are written.
 */
public final class SmppCauses {
    private SmppCauses() {}

    /** The table. */
    public static CauseTable table() {
        return CauseFile.besideOverCentres(SmppCauses.class);
    }

    /** The raw code of a submit's status. */
    static String submit(int status) {
        return "submit:0x" + "%02x".formatted(status).toLowerCase(Locale.ROOT);
    }
}
