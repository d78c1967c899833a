package io.tocsin.send.sms.smgp;

import io.tocsin.send.CauseFile;
import io.tocsin.send.CauseTable;

/**
 * What SMGP's codes mean unless a carrier's configuration says otherwise: the file
 * {@code causes.txt} beside this class says how they are written.
 */
public final class SmgpCauses {
    /** Begins the raw code of a submit's status. */
    static final String SUBMIT = "submit:";

    private SmgpCauses() {}

    /** The table. */
    public static CauseTable table() {
        return CauseFile.besideOverCentres(SmgpCauses.class);
    }
}
