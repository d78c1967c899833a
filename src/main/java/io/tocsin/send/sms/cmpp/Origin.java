package io.tocsin.send.sms.cmpp;

/**
 * Where a deliver comes from and which of our numbers it was sent to (CMPP V3.0.0, 8.4.5.1).
 *
 * @param destId Dest_Id, our access number, at most 21 octets
 * @param serviceId Service_Id, at most 10 octets
 * @param terminal Src_terminal_Id, the person's number, at most 21 (2.0) or 32 octets
 * @param terminalType Src_terminal_type, 3.0 only: 0 real number, 1 pseudonym
 */
public record Origin(String destId, String serviceId, String terminal, int terminalType) {

    /** Hides the person's number. */
    @Override
    public String toString() {
        return "Origin[destId=" + destId + ", serviceId=" + serviceId + "]";
    }
}
