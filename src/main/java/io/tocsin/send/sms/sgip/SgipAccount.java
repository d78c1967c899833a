package io.tocsin.send.sms.sgip;

import java.util.Set;

/**
 * As whom an SGIP session is bound, and what is the same in every submit.
 *
 * @param name Login Name, at most 16 octets
 * @param password at most 16 octets, in clear text on the wire; never printed
 * @param node our node's number, unsigned: 3, area code in 4 digits, CorpId in 5
 * @param source SPNumber, the access number
 * @param terms service and fee
 * @param flowCodes results of submits that mean that the carrier is told too much
 */
public record SgipAccount(String name, String password, int node, String source, Submit.Terms terms,
        Set<Integer> flowCodes) {

    /** Copies the codes. */
    public SgipAccount {
        flowCodes = Set.copyOf(flowCodes);
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "SgipAccount[name=" + name + ", node=" + Integer.toUnsignedString(node) + ", source=" + source + "]";
    }
}
