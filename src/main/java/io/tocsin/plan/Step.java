package io.tocsin.plan;

import io.tocsin.warning.Channel;

/**
 * One channel inside a playbook.
 *
 * @param channel how the person is reached
 * @param template name of the text; for a call the name of the dialog
 * @param attempts at most so many in this step, 1 to 255
 * @param confirm whether an SMS that was delivered is not enough, so that the chain goes on
 */
public record Step(Channel channel, String template, int attempts, boolean confirm) {
    /** Refuses attempts that a state row cannot count. */
    public Step {
        if (attempts < 1 || attempts > 255) {
            throw new IllegalArgumentException("got " + attempts + " attempts, expected 1 to 255");
        }
    }
}
