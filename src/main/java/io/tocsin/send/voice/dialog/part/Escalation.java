package io.tocsin.send.voice.dialog.part;

/** What happens the n-th time that nothing was heard, or nothing that was understood. */
public sealed interface Escalation {
    /**
     * Something is said, and the robot listens again.
     *
     * @param prompt what
     * @param keysOnly whether it listens for keys only from then on
     */
    record Again(Prompt prompt, boolean keysOnly) implements Escalation {}

    /**
     * The robot gives up on this question.
     *
     * @param branch where it goes
     */
    record Leave(Branch branch) implements Escalation {}
}
