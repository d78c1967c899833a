package io.tocsin.dispatch.limit;

/**
 * Tells flow control that is about the account from flow control of single numbers, by the latest
 * answers since the account was last slowed. Not safe for use by several threads; {@link SendLimit}
 * guards it.
 */
final class FlowEvidence {
    /** Of more answers than that the older ones fade. */
    private static final double REMEMBERED = 64;
    /**
     * So many numbers, and this share of the answers, may be refused without saying anything of the
     * account.
     */
    private static final double FEW = 2;
    private static final double SHARE = 0.05;

    private double taken;
    private double refused;

    /**
     * Answers came.
     *
     * @param good that the carrier did not refuse by flow control
     * @param fresh that it refused so, of warnings it had not refused before: one that is refused again
     *            says nothing new
     */
    void add(int good, int fresh) {
        taken += good;
        refused += fresh;
        double all = taken + refused;
        if (all > REMEMBERED) {
            taken *= REMEMBERED / all;
            refused *= REMEMBERED / all;
        }
    }

    /** Whether a refusal that came now is about the account. */
    boolean blamesAccount() {
        return taken == 0 || refused > FEW + SHARE * (taken + refused);
    }

    /** The account is slowed: what it answers from now on counts. */
    void clear() {
        taken = 0;
        refused = 0;
    }
}
