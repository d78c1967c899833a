package io.tocsin.config.value;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown by a config record whose components are not right; names every one of them. */
public final class InvalidRecord extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /**
     * One component that is not right.
     *
     * @param key the component, as the file calls it
     * @param got what it was
     * @param expected what would have been right
     */
    public record Fault(String key, String got, String expected) {
        /** Key, got and expected in one line. */
        @Override
        public String toString() {
            return key + ": got " + got + ", expected " + expected;
        }
    }

    /**
     * Made by {@link Checks#done}.
     *
     * @param faults at least one
     */
    public InvalidRecord(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /**
     * The components.
     *
     * @return at least one
     */
    public List<Fault> faults() {
        return faults;
    }
}
