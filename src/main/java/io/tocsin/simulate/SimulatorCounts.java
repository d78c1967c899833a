package io.tocsin.simulate;

/**
 * What a simulated carrier has seen.
 *
 * @param connects successful logins
 * @param refused refused logins
 * @param submits segments taken in, accepted or not
 * @param accepted segments accepted
 * @param throttled segments answered flow control
 * @param numbers different phone numbers
 * @param repeated submits (first segments only) to a number beyond its first
 * @param receipts receipts sent
 * @param confirmed receipts that were answered
 * @param replies persons' messages sent, each part of a long one
 * @param confirmedReplies of them, those that were answered
 * @param mostInOneSecond most segments that arrived within any second
 */
public record SimulatorCounts(long connects, long refused, long submits, long accepted, long throttled, long numbers,
        long repeated, long receipts, long confirmed, long replies, long confirmedReplies, int mostInOneSecond) {}
