package io.tocsin.send.sms.session;

/**
 * The numbers of what we ask, within what every protocol allows: SMPP knows no 0 and no more than
 * 31 bits (SMPP 3.4, 3.2).
 */
final class Sequences {
    private static final int FIRST = 1;
    private static final int LAST = 0x7fff_ffff;

    private int next = FIRST;

    /** Takes the next. */
    int take() {
        int taken = next;
        next = after(taken);
        return taken;
    }

    /** The one that is taken next. */
    int next() {
        return next;
    }

    /** The one behind another. */
    static int after(int sequence) {
        return sequence == LAST ? FIRST : sequence + 1;
    }
}
