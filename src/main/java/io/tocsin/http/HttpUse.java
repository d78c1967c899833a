package io.tocsin.http;

/**
 * How busy the HTTP door is.
 *
 * @param requests that are answered now
 * @param mostRequests that may be, more are answered 503
 * @param bodies that are read now
 * @param mostBodies that may be, more are answered 503
 * @param streams of events that are open now
 * @param mostStreams that may be, more are answered 503
 * @param pendingTasks that wait for one of its event loops
 */
public record HttpUse(int requests, int mostRequests, int bodies, int mostBodies, int streams, int mostStreams,
        long pendingTasks) {}
