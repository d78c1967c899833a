package io.tocsin.send.voice.agi;

/**
 * How the calls have fared, since the start unless said otherwise.
 *
 * @param live calls that are up now
 * @param mostLive most that were up together
 * @param calls calls that were taken
 * @param refused calls beyond the bound, or that asked for a dialog that is not there
 * @param steps commands given after an event
 * @param longestStepMillis longest from Asterisk's last word to our next command
 * @param promptsLate prompts that were not there within 100 ms
 * @param promptsMissing prompts that could not be had in time, or that Asterisk could not play
 * @param unknownCallees calls whose person was not known in time, or is nobody's attempt
 * @param flagsLate flags that were not durable before the next prompt
 * @param flagsPending of these, how many still are not, now
 * @param flagsLost flags that were given up
 * @param stuck calls whose Asterisk said nothing in time
 * @param broken calls whose line was closed without a hang-up
 * @param failed calls that ended by a fault of ours
 */
public record AgiCounts(int live, int mostLive, long calls, long refused, long steps, long longestStepMillis,
        long promptsLate, long promptsMissing, long unknownCallees, long flagsLate, int flagsPending, long flagsLost,
        long stuck, long broken, long failed) {}
