/**
 * The framed door: frames and lines on one port. Being written: TcpDoor (listener, bounds),
 * TcpListener (what metrics hear), SubmitDoor and EventSource (ports), protocol/ (messages,
 * FrameDecoder, FrameEncoder, LineDecoder, LineEncoder, FormChooser), session/ (Streams,
 * StreamSession, Outbox, KeepAlive, Login), submit/ (a SUBMIT's way to the store, its replays and
 * its answer).
 */
@NullMarked
package io.tocsin.ingest.tcp;

import org.jspecify.annotations.NullMarked;
