package io.tocsin.send.sms.cmpp;

import java.util.List;

/**
 * The numbers of a submit (CMPP V3.0.0, 8.4.3.1).
 *
 * @param srcId Src_Id, the access number that the phone shows, at most 21 octets
 * @param destinations Dest_terminal_Id, 1 to 99 numbers of at most 21 (2.0) or 32 octets
 * @param destinationType Dest_terminal_type, 3.0 only, once for all: 0 real number, 1 pseudonym
 */
public record Addresses(String srcId, List<String> destinations, int destinationType) {

    /** Copies the list. */
    public Addresses {
        destinations = List.copyOf(destinations);
    }

    /**
     * One real number, which is what this gateway sends: a bad number among several would refuse them
     * all.
     */
    public static Addresses of(String srcId, String destination) {
        return new Addresses(srcId, List.of(destination), 0);
    }

    /** Hides the numbers. */
    @Override
    public String toString() {
        return "Addresses[srcId=" + srcId + ", destinations=" + destinations.size() + "]";
    }
}
