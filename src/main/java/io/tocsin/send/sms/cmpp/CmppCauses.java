package io.tocsin.send.sms.cmpp;

import io.tocsin.send.CauseTable;
import io.tocsin.warning.CauseClass;

/**
 * What CMPP's codes mean unless a carrier's configuration says otherwise: {@code submit:N} for the
 * Result of a submit (CMPP V3.0.0, 8.4.3.2), else the Stat of a receipt (its table 1, China
 * Mobile's later MI to MN codes, and codes that carriers' public tables agree upon).
 */
public final class CmppCauses {
    /** Begins the raw code of a submit's result. */
    static final String SUBMIT = "submit:";
    /** The gateway is told too much: slow down. */
    static final int FLOW_CONTROL = 8;

    private CmppCauses() {}

    /**
     * The table. A code nobody knows is worth another try and costs one:
     * {@link CauseClass#UNREACHABLE}.
     */
    public static CauseTable table() {
        return stats(results(CauseTable.allAre(CauseClass.UNREACHABLE)));
    }

    private static CauseTable results(CauseTable table) {
        return table
                // Structure, command, length wrong, too long, number not served here, number wrong.
                .with(CauseClass.PERMANENT, "submit:1", "submit:2", "submit:4", "submit:6", "submit:9", "submit:13")
                // Duplicate sequence: the first of the two may have been taken.
                .with(CauseClass.AMBIGUOUS, "submit:3")
                // Fee code, service, access number, enterprise code, fee number: the account's fault, not the
                // person's.
                .with(CauseClass.CONFIG, "submit:5", "submit:7", "submit:10", "submit:11", "submit:12")
                .with(CauseClass.NETWORK, "submit:8");
    }

    private static CauseTable stats(CauseTable table) {
        return table.with(CauseClass.REACHED, "DELIVRD")
                // On its way; nothing has ended.
                .with(CauseClass.NONE, "ACCEPTD", "ENROUTE", "ML:*").with(CauseClass.UNREACHABLE, "EXPIRED", "MI:*")
                .with(CauseClass.PERMANENT, "DELETED", "UNDELIV", "REJECTD", "MJ:*", "MK:*", "MN:*")
                .with(CauseClass.AMBIGUOUS, "UNKNOWN", "MM:*", "MC:*", "IC:*", "MI:0054", "MI:0059")
                // No answer from another centre of the network.
                .with(CauseClass.NETWORK, "MA:*", "CA:*", "DA:*", "SA:*", "IA:*")
                .with(CauseClass.PERMANENT, "DB:0100", "DB:0101", "DB:0102", "DB:0103", "DB:0140", "DB:0141", "DB:0144",
                        "DB:0145", "DB:0146", "MB:1077", "MB:1049", "NP:1243", "MA:0002", "MA:0024")
                .with(CauseClass.POWERED_OFF, "MI:0024", "MK:0024").with(CauseClass.BUSY, "MK:0023")
                .with(CauseClass.UNREACHABLE, "MK:0008", "MK:0009", "MK:0017")
                .with(CauseClass.NETWORK, "MK:0010", "MK:0018", "MK:0192", "MK:0048", "MK:0049", "MK:005*", "MK:0061",
                        "MK:0062", "MB:0007", "MB:0008", "MB:0019", "MB:0088", "MB:0100", "MB:1070", "IB:0008",
                        "ID:0008", "ID:0311", "DB:9007")
                .with(CauseClass.QUOTA, "MB:1041", "MB:1042", "DB:0142", "DB:0143")
                .with(CauseClass.TIME_WINDOW, "DB:0139");
    }
}
