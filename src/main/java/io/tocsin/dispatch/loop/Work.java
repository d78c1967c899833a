package io.tocsin.dispatch.loop;

/** What a {@link Loop} does again and again; may block, is called by one thread at a time. */
@FunctionalInterface
public interface Work {
    /**
     * Does what there is to do now.
     *
     * @param now the ticker, nanoseconds
     * @return nanoseconds after which looking again is useful without the bell; 0 for at once
     */
    long run(long now);
}
