package io.tocsin.dispatch.ported;

import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** This node's copy of the numbers that changed their operator. Never blocks; safe for threads. */
public interface PortedBook {
    /** Nothing is known, nothing is learned. */
    PortedBook NONE = new PortedBook() {
        @Override
        public @Nullable Ported of(Phone phone) {
            return null;
        }

        @Override
        public void learn(Phone phone, Operator operator, Set<Operator> left) {}

        @Override
        public void forget(Phone phone) {}
    };

    /** What is known of a number; null for nothing. */
    @Nullable
    Ported of(Phone phone);

    /**
     * Notes what a carrier's answer says: here at once, on all nodes some seconds later. It is lost
     * when this node dies before.
     *
     * @param operator who is to be tried next
     * @param left who does not have it any more
     */
    void learn(Phone phone, Operator operator, Set<Operator> left);

    /** Notes that nothing is known after all. */
    void forget(Phone phone);
}
