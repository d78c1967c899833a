package io.tocsin.send.sms.cmpp;

/**
 * As whom a CMPP session is logged in, and what is the same in every submit.
 *
 * @param name the enterprise code (SP id), at most 6 octets
 * @param secret the shared secret; never printed
 * @param version what is spoken
 * @param source Src_Id, the access number
 * @param terms service and fee
 * @param verifiesGateway whether a gateway that cannot prove that it knows the secret is refused
 */
public record CmppAccount(String name, String secret, CmppVersion version, String source, Terms terms,
        boolean verifiesGateway) {
    /** Free of charge for the person, with a receipt for every segment. */
    public static Terms freeWithReceipt(String name, String serviceId) {
        return new Terms(1, 0, serviceId, new Fee(2, "", 0, "01", "0"), name, "", "");
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "CmppAccount[name=" + name + ", version=" + version + ", source=" + source + "]";
    }
}
