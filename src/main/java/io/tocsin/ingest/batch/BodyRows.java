package io.tocsin.ingest.batch;

import io.tocsin.ingest.row.BadBodyException;
import io.tocsin.ingest.row.BatchFields;
import io.tocsin.ingest.row.BodyBytes;
import io.tocsin.ingest.row.RowReader;
import io.tocsin.ingest.row.csv.CsvRows;
import io.tocsin.ingest.row.csv.CsvText;
import io.tocsin.ingest.row.json.JsonRows;
import io.tocsin.ingest.row.json.LineRows;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A body opened: what it says about its batch, and its rows to come.
 *
 * @param fields of the batch
 * @param bytes where the rows are in the body
 * @param rows the rows
 * @param whileWaiting takes what keeps the key held while bytes are awaited
 */
public record BodyRows(BatchFields fields, BodyBytes bytes, RowReader rows, Consumer<Runnable> whileWaiting) {
    /**
     * Reads as far as the batch's fields.
     *
     * @throws BadBodyException when the body is not what it says to be, or in a charset that is not
     *             read
     * @throws IOException when it does not come
     */
    public static BodyRows open(BatchBody body) throws IOException {
        BodyBytes bytes = new BodyBytes(body.in());
        return switch (body.format()) {
            case JSON -> {
                JsonRows json = new JsonRows(bytes);
                yield new BodyRows(json.head(), bytes, json, body.whileWaiting());
            }
            case NDJSON -> new BodyRows(body.fields(), bytes, new LineRows(bytes), body.whileWaiting());
            case CSV ->
                new BodyRows(body.fields(), bytes, new CsvRows(bytes, CsvText.of(body.charset())), body.whileWaiting());
        };
    }
}
