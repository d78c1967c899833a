package io.tocsin.dispatch.loop;

/**
 * The bells of a line.
 *
 * @param send wakes its sender
 * @param claim wakes its claimer
 * @param share wakes what asks for its share of the rate
 */
public record Bells(Bell send, Bell claim, Bell share) {
    /** Bells that did not ring yet. */
    public Bells() {
        this(new Bell(), new Bell(), new Bell());
    }

    /** Rings all of them. */
    public void ring() {
        send.ring();
        claim.ring();
        share.ring();
    }
}
