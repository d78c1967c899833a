package io.tocsin.send.sms.cmpp;

import io.tocsin.send.CauseFile;
import io.tocsin.send.CauseTable;

/**
 * What CMPP's codes mean unless a carrier's configuration says otherwise: the file
 * {@code causes.txt} beside this class says how they are written.
 */
public final class CmppCauses {
    /** Begins the raw code of a submit's result. */
    static final String SUBMIT = "submit:";
    /** The gateway is told too much: slow down. */
    static final int FLOW_CONTROL = 8;

    private CmppCauses() {}

    /** The table. */
    public static CauseTable table() {
        return CauseFile.besideOverCentres(CmppCauses.class);
    }
}
