package io.tocsin.send.voice.prompt;

/**
 * What has become of prompts since the start.
 *
 * @param made sounds made and kept
 * @param hits asked for and there
 * @param misses asked for and not there yet
 * @param failed could not be made
 * @param late were not made in time for who asked
 * @param leftOut were not warmed, as too many waited
 * @param waiting wait to be made ahead, now
 * @param files kept, now
 * @param bytes kept, now
 */
public record PromptCounts(long made, long hits, long misses, long failed, long late, long leftOut, int waiting,
        int files, long bytes) {}
