package io.tocsin.send.sms.protocol;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;

/**
 * What a carrier's message can mean to a session.
 *
 * @param <M> root of the protocol's messages
 */
public interface Incoming<M> {
    /** The login was accepted. */
    void loginAccepted();

    /**
     * The login was refused, or the carrier did not prove who it is.
     *
     * @param reason the code and its meaning
     */
    void loginRefused(String reason);

    /**
     * The carrier logged in to us as somebody else, or did something before it logged in.
     *
     * @param reply tells it so; the connection is closed behind it
     * @param reason what was wrong, without any password
     */
    void loginDenied(M reply, String reason);

    /**
     * A submit was answered.
     *
     * @param sequence of the submit
     * @param end accepted, failed, unknown or flow-controlled
     * @param messageId the id that receipts will name, in normal form; empty unless accepted
     */
    void submitAnswered(int sequence, AttemptEnd end, String messageId);

    /**
     * How busy the carrier says it is.
     *
     * @param percent 0 idle to 100 congested
     */
    void congested(int percent);

    /**
     * A receipt came.
     *
     * @param reply confirms it, and is sent when the receipt is safe
     */
    void receipt(Receipt receipt, M reply);

    /**
     * A person's message came, or a part of one.
     *
     * @param reply confirms it, and is sent when the message is safe
     */
    void message(Reply message, M reply);

    /** Nothing but an answer is wanted: a keep-alive, an intermediate receipt. */
    void reply(M reply);

    /** Nothing is wanted: the answer to a keep-alive. Any message tells that the carrier is there. */
    void nothing();

    /** The carrier ends the session and closes after the reply. */
    void terminated(M reply);

    /** Our request to end the session was answered. */
    void terminateAnswered();

    /**
     * A message could not be read or is not known; it is counted.
     *
     * @param problem without any person's number or text
     */
    void unreadable(String problem);
}
