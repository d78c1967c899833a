package io.tocsin.simulate.pbx;

/**
 * What a simulated Asterisk has seen.
 *
 * @param logins successful logins
 * @param refused refused logins
 * @param originates calls that were asked for
 * @param repeated calls asked for with an id that was used before, or a number that has a live call
 * @param answered calls that were answered
 * @param live calls that are up
 * @param mostLive most calls that were up together
 * @param mostInOneSecond most calls asked for within any second
 * @param events events sent, storms included
 */
public record PbxCounts(long logins, long refused, long originates, long repeated, long answered, int live,
        int mostLive, int mostInOneSecond, long events) {}
