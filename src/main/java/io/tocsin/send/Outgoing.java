package io.tocsin.send;

import io.tocsin.warning.Phone;

/**
 * One attempt as a carrier gets it.
 *
 * @param tag opaque to the carrier, handed back with the answer
 * @param phone whom to reach
 * @param text the finished text of an SMS, signature included; for a call the name of the dialog
 */
public record Outgoing(Object tag, Phone phone, String text) {}
