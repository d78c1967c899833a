package io.tocsin.ingest.row;

/** The forms a body can have. */
public enum BodyFormat {
    /** One object with the batch's fields and {@code warnings}. */
    JSON,
    /** A warning a line. */
    NDJSON,
    /** A table with a header row. */
    CSV
}
