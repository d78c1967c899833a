package io.tocsin.ingest.tcp.session;

import io.netty.util.concurrent.Ticker;
import io.tocsin.ingest.StreamStore;
import io.tocsin.ingest.tcp.events.EventSource;
import io.tocsin.ingest.tcp.wire.Rooms;
import io.tocsin.ingest.tcp.wire.TcpListener;
import io.tocsin.ingest.tcp.wire.TcpSettings;

/**
 * What all connections use.
 *
 * @param doorman knows the clients
 * @param streams know which node serves which stream
 * @param submissions takes their warnings
 * @param events gives their results
 * @param settings the bounds
 * @param ticker a clock that only runs forward
 * @param listener hears what happens
 * @param connections all of them
 * @param rooms memory for their messages
 */
public record ConnectionParts(Doorman doorman, StreamStore streams, SubmitDoor submissions, EventSource events,
        TcpSettings settings,
        Ticker ticker, TcpListener listener, Connections connections, Rooms rooms) {}
