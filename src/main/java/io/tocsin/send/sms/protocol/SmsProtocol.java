package io.tocsin.send.sms.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.warning.Phone;
import org.jspecify.annotations.Nullable;

/**
 * A carrier's protocol on one connection. The engine makes a new one for every connection and calls
 * it on the connection's event loop only, so it may remember what it sent, such as the proof in its
 * login.
 *
 * @param <M> root of the protocol's messages
 */
public interface SmsProtocol<M> {
    /** The root of the messages. */
    Class<M> messages();

    /** Turns bytes into messages; asked for once. Bytes that mean nothing any more make it throw. */
    ChannelHandler decoder();

    /**
     * Appends a message.
     *
     * @throws IllegalArgumentException when it does not fit; nothing is appended then
     */
    void encode(M message, ByteBuf out);

    /** The request to log in; null on a connection that the carrier opened, over which it logs in. */
    @Nullable
    M login(int sequence);

    /**
     * The request to send one segment.
     *
     * @param part which of the text's parts, from 0
     */
    M submit(int sequence, Phone phone, EncodedText text, int part);

    /** The question whether the carrier is still there. */
    M keepAlive(int sequence);

    /** The request to end the session. */
    M terminate(int sequence);

    /** Says what a message of the carrier means, by calling {@code incoming}. */
    void interpret(M message, Incoming<M> incoming);
}
