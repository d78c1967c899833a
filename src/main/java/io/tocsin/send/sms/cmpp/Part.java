package io.tocsin.send.sms.cmpp;

/**
 * Which part of a long message a submit is (Pk_total, Pk_number).
 *
 * @param total how many parts, from 1 to 255
 * @param number this part, from 1
 */
public record Part(int total, int number) {

    /** The only part of a short one. */
    public static final Part SINGLE = new Part(1, 1);
}
