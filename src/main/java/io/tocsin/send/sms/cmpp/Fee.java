package io.tocsin.send.sms.cmpp;

/**
 * Who pays for a message and how (CMPP V3.0.0, 8.4.3.1).
 *
 * @param userType Fee_UserType: 0 destination, 1 source, 2 the sending party, 3 the number in
 *            {@code terminal}
 * @param terminal Fee_terminal_Id, empty unless {@code userType} is 3; at most 21 (2.0) or 32
 *            octets
 * @param terminalType Fee_terminal_type, 3.0 only: 0 real number, 1 pseudonym
 * @param type FeeType: "01" free, "02" per message, "03" monthly; at most 2 octets
 * @param code FeeCode, at most 6 octets
 */
public record Fee(int userType, String terminal, int terminalType, String type, String code) {}
