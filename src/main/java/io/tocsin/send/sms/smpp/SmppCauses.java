package io.tocsin.send.sms.smpp;

import io.tocsin.send.CauseFile;
import io.tocsin.send.CauseTable;
import java.util.Locale;

/**
 * What SMPP's codes mean unless a carrier's configuration says otherwise: the file
 * {@code causes.txt} beside this class says how they are written.
 */
public final class SmppCauses {
    private static final int QUEUE_FULL = 0x14;
    private static final int THROTTLED = 0x58;

    private SmppCauses() {}

    /** The table. */
    public static CauseTable table() {
        return CauseFile.besideOverCentres(SmppCauses.class);
    }

    /** The raw code of a submit's status. */
    static String submit(int status) {
        return "submit:0x" + "%02x".formatted(status).toLowerCase(Locale.ROOT);
    }

    /** Whether a status says that the carrier is told too much (SMPP 3.4, 5.1.3). */
    static boolean isFlowControl(int status) {
        return status == QUEUE_FULL || status == THROTTLED;
    }
}
