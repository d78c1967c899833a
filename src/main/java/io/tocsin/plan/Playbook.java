package io.tocsin.plan;

import java.util.List;

/**
 * How a person is to be reached: which channels, in which order, how often.
 *
 * @param name its name in the configuration
 * @param mode how its steps follow each other
 * @param steps 1 to 255
 * @param budget attempts of a warning over all steps, 1 to 255
 * @param networkRetries NETWORK and CONFIG ends that a warning survives, 0 to 1,000; beyond 255 it
 *            counts as 255
 * @param retry when a failed attempt is made again
 */
public record Playbook(String name, Mode mode, List<Step> steps, int budget, int networkRetries, RetryRules retry) {
    /** Default of {@code networkRetries}. */
    public static final int NETWORK_RETRIES = 20;

    /** How steps follow each other. A race (all at once) will be another constant. */
    public enum Mode {
        /** 接力: one after the other until one reaches. */
        CHAIN
    }

    /** Copies the steps and refuses what is out of range. */
    public Playbook {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > 255 || budget < 1 || budget > 255 || networkRetries < 0) {
            throw new IllegalArgumentException("got " + steps.size() + " steps, a budget of " + budget + " and "
                    + networkRetries + " network retries, expected 1 to 255, 1 to 255 and 0 or more");
        }
    }

    /** A chain whose budget is the sum of its steps' attempts. */
    public static Playbook chain(String name, List<Step> steps, RetryRules retry) {
        int sum = steps.stream().mapToInt(Step::attempts).sum();
        return new Playbook(name, Mode.CHAIN, steps, Math.min(255, sum), NETWORK_RETRIES, retry);
    }

    /** The step of that index; the last one when the playbook became shorter since. */
    public Step step(int index) {
        return steps.get(Math.min(index, steps.size() - 1));
    }

    /** Whether there is a step after that one. */
    public boolean hasAfter(int index) {
        return index + 1 < steps.size();
    }
}
