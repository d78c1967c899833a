package io.tocsin.config;

import io.tocsin.config.value.Checks;
import java.util.List;

/**
 * How persons are reached, {@code playbooks.NAME}: its steps one after the other until one reaches.
 *
 * @param steps 1 to 10
 * @param budget attempts of a warning over all steps, 1 to 200
 * @param networkRetries tries that failed in the network or for the carrier's configuration, 0 to
 *            1,000; they spend no attempt
 * @param retry when a failed attempt is made again
 */
public record PlaybookConfig(List<StepConfig> steps, int budget, int networkRetries, RetryConfig retry) {
    /** Default of {@code networkRetries}. */
    public static final int NETWORK_RETRIES = 20;

    /** Copies the steps and refuses what is out of range. */
    public PlaybookConfig {
        steps = List.copyOf(steps);
        new Checks().that(!steps.isEmpty() && steps.size() <= 10, "steps", steps.size() + " steps", "1 to 10 steps")
                .between("budget", budget, 1, 200).between("networkRetries", networkRetries, 0, 1000).done();
    }

    /**
     * The default budget.
     *
     * @param steps of a playbook
     * @return the sum of their attempts
     */
    public static int budgetOf(List<StepConfig> steps) {
        return steps.stream().mapToInt(StepConfig::attempts).sum();
    }
}
