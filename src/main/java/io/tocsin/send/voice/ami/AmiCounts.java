package io.tocsin.send.voice.ami;

/**
 * How a session has fared. There is no queue between Asterisk's bytes and what they change, so its
 * depth is what one read of the socket brought, and its age is what a ping waited behind it.
 *
 * @param messages messages that were read
 * @param mostInOneTurn the most of them in one read: the depth
 * @param lagMillis how long the last ping took, or the current one has waited if that is more: how
 *            late events are
 * @param mostLagMillis the longest so far
 * @param logins times it came up
 * @param refused logins that were refused
 * @param losses times it was up and was lost
 */
public record AmiCounts(long messages, int mostInOneTurn, long lagMillis, long mostLagMillis, long logins, long refused,
        long losses) {}
