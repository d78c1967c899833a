package io.tocsin.send.sms.smgp;

import java.util.Set;

/**
 * As whom an SMGP session is logged in, and what is the same in every submit.
 *
 * @param clientId ClientID, at most 8 octets
 * @param secret the shared secret, at most 15 octets; never printed
 * @param version ClientVersion
 * @param source SrcTermID, the access number
 * @param terms service and fee
 * @param flowCodes statuses of submits that mean that the carrier is told too much
 */
public record SmgpAccount(String clientId, String secret, int version, String source, Submit.Terms terms,
        Set<Integer> flowCodes) {

    /** Copies the codes. */
    public SmgpAccount {
        flowCodes = Set.copyOf(flowCodes);
    }

    /** What a session is for (LoginMode). */
    public enum Mode {
        /** Submits only. */
        SEND,
        /** Receives only. */
        RECEIVE,
        /** Both. */
        BOTH;

        int code() {
            return switch (this) {
                case SEND -> 0;
                case RECEIVE -> 1;
                case BOTH -> 2;
            };
        }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "SmgpAccount[clientId=" + clientId + ", source=" + source + "]";
    }
}
