package io.tocsin.ingest.batch;

import io.tocsin.ingest.row.BatchFields;
import io.tocsin.ingest.row.BodyFormat;
import io.tocsin.ingest.row.IdleBodyException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * The body of a submission as it comes in.
 *
 * @param format its form
 * @param charset name of the charset of its content type, empty when it names none
 * @param fields the batch's fields that came beside the body; for JSON they are in it
 * @param in its bytes, unpacked; throws {@link IdleBodyException} when they stop coming
 * @param whileWaiting takes what is to be run every few seconds on the reading thread while it
 *            waits for bytes
 */
public record BatchBody(BodyFormat format, String charset, BatchFields fields, InputStream in,
        Consumer<Runnable> whileWaiting) {}
