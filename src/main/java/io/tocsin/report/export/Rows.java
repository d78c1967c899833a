package io.tocsin.report.export;

import io.tocsin.warning.Standing;
import java.io.IOException;
import java.util.List;

/** Writes warnings into a file of one form as they come; memory does not grow with their number. */
interface Rows {
    /** Writes some more. */
    void add(List<Standing> standings) throws IOException;

    /**
     * Writes the file's end; the stream below stays open. Not called when something failed, so that
     * half a file never looks whole.
     */
    void end() throws IOException;
}
