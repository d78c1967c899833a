package io.tocsin.send.voice.dialog.part;

import java.time.Duration;

/**
 * What no call of a dialog exceeds.
 *
 * @param time how long it may last without what a transferred call talks, 10 to 180 s
 * @param turns how many times the robot listens, 1 to 20
 * @param visits how many times it comes to one state, 1 to 5
 */
public record Limits(Duration time, int turns, int visits) {}
