package io.tocsin.send.sms.cmpp;

/**
 * What is the same in every submit of an account: service, fee and wishes (CMPP V3.0.0, 8.4.3.1).
 *
 * @param registeredDelivery 0 no receipt, 1 receipt, 2 (in 2.0 only) bill
 * @param level Msg_level, 0 to 9
 * @param serviceId Service_Id, at most 10 octets
 * @param fee who pays
 * @param msgSrc Msg_src, the enterprise code, at most 6 octets
 * @param validTime ValId_Time in SMPP 3.3 format or empty, at most 17 octets
 * @param atTime At_Time in the same format or empty
 */
public record Terms(int registeredDelivery, int level, String serviceId, Fee fee, String msgSrc, String validTime,
        String atTime) {}
