package io.tocsin.send.voice.dialog.talk;

/**
 * One step of a call's trail.
 *
 * @param state where the dialog was
 * @param event what happened, in words
 * @param decision what followed from it, in words
 */
public record TrailStep(String state, String event, String decision) {}
