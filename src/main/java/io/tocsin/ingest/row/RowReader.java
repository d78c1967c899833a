package io.tocsin.ingest.row;

import java.io.IOException;

/** The rows of a body, one after the other. Used by one thread. */
public interface RowReader {
    /**
     * Goes on to the next row; the body's offset is then where that row ends.
     *
     * @return false when the body is at its regular end
     * @throws BadBodyException when the rest cannot be cut into rows
     * @throws IOException when the body does not come any more
     */
    boolean advance() throws IOException;

    /**
     * Place of the row gone to: for JSON the element of {@code warnings}, from 0; for NDJSON the line,
     * from 0, blank lines counted; for CSV what a spreadsheet calls its row, less 2, so that the first
     * one below the header is 0, blank rows counted.
     */
    long index();

    /** Reads the row gone to; once per row, before the next {@link #advance}. */
    Row read();
}
