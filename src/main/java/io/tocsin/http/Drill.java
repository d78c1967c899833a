package io.tocsin.http;

import java.util.List;

/**
 * What can be broken on purpose, and mended, so that people practise what they do when it breaks:
 * simulated carriers of a demonstration. A gateway that serves has nothing of it.
 */
public interface Drill {
    /** Nothing can be broken. */
    Drill NONE = new Drill() {
        @Override
        public List<Part> parts() {
            return List.of();
        }

        @Override
        public void befall(String name, String fault) {
            throw new IllegalArgumentException("expected nothing, got " + name);
        }
    };

    /**
     * Something that can be broken.
     *
     * @param name of a carrier, or {@code asterisk}
     * @param faults those that it can suffer from
     * @param fault the one that it suffers from now; empty when it is well
     */
    record Part(String name, List<String> faults, String fault) {
        /** Copies the list. */
        public Part {
            faults = List.copyOf(faults);
        }
    }

    /** What there is, by name. */
    List<Part> parts();

    /**
     * Has a part suffer from that fault and from no other.
     *
     * @param fault one of its {@link Part#faults}; empty to make it well
     * @throws IllegalArgumentException when there is no such part, or it has no such fault
     */
    void befall(String name, String fault);
}
