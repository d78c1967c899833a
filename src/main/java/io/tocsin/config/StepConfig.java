package io.tocsin.config;

import io.tocsin.config.value.Checks;
import io.tocsin.warning.Channel;

/**
 * One step of a playbook, {@code playbooks.NAME.steps[]}.
 *
 * @param channel how the person is reached
 * @param template name of the text
 * @param attempts at most so many, 1 to 20
 * @param confirm whether an SMS that was delivered is not enough, so that the chain goes on
 */
public record StepConfig(Channel channel, String template, int attempts, boolean confirm) {
    /** Default of {@code attempts}. */
    public static final int ATTEMPTS = 3;

    /** Refuses what is out of range. */
    public StepConfig {
        new Checks().between("attempts", attempts, 1, 20).done();
    }
}
