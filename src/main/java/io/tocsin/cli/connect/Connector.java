package io.tocsin.cli.connect;

import io.tocsin.config.TocsinConfig;
import java.util.List;

/** Tries what a configuration connects to, for {@code check --connect}. */
@FunctionalInterface
public interface Connector {
    /**
     * Logs in to everything of one sort and out again.
     *
     * @param config what to connect to
     * @return one result for each
     */
    List<Result> connect(TocsinConfig config);

    /**
     * What came of one connection.
     *
     * @param what such as {@code carrier cmcc}
     * @param ok whether it was logged in to
     * @param detail what was found, or why not
     */
    record Result(String what, boolean ok, String detail) {
        /** One line. */
        @Override
        public String toString() {
            return what + ": " + (ok ? "ok" : "failed") + (detail.isEmpty() ? "" : ", " + detail);
        }
    }
}
