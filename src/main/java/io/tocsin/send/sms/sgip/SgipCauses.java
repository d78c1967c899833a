package io.tocsin.send.sms.sgip;

import io.tocsin.send.CauseFile;
import io.tocsin.send.CauseTable;

/**
 * What SGIP's codes mean unless a carrier's configuration says otherwise: the file
 * {@code causes.txt} beside this class says how they are written.
 */
public final class SgipCauses {
    /** Begins the raw code of a submit's result. */
    static final String SUBMIT = "submit:";
    private static final int DELIVERED = 0;
    private static final int TRYING = 1;

    private SgipCauses() {}

    /** The table. */
    public static CauseTable table() {
        return CauseFile.beside(SgipCauses.class);
    }

    /** The raw code of a receipt. */
    static String report(int state, int error) {
        return switch (state) {
            case DELIVERED -> "DELIVRD";
            case TRYING -> "ENROUTE";
            default -> "UNDELIV:" + error;
        };
    }
}
