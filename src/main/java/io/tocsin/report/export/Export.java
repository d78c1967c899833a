package io.tocsin.report.export;

import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import io.tocsin.warning.BatchId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes every warning of a batch, with how it stands, into a file; block by block. */
public final class Export {
    private final ResultStore store;
    private final ResultJson forms;

    /** Reads from that store. */
    public Export(ResultStore store, ResultJson forms) {
        this.store = store;
        this.forms = forms;
    }

    /**
     * What is wanted.
     *
     * @param batch whose warnings
     * @param format the form
     * @param language of titles and words in CSV and XLSX
     * @param whole whether whole numbers are shown
     */
    public record Order(BatchId batch, ExportFormat format, Language language, boolean whole) {}

    /**
     * Writes the file; blocks until the last byte was taken.
     *
     * @param out where to; not closed
     * @throws IOException when it takes no more
     */
    public void write(Order order, OutputStream out) throws IOException {
        Rows rows = rows(order, out);
        try {
            store.forEach(order.batch(), block -> {
                try {
                    rows.add(block);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException("the receiver takes no more of the results", e);
        }
        rows.end();
    }

    private Rows rows(Order order, OutputStream out) throws IOException {
        Row row = new Row(forms, order.language(), order.whole());
        return switch (order.format()) {
            case NDJSON -> new NdjsonRows(out, forms, order.whole());
            case CSV -> new CsvRows(out, row);
            case XLSX -> new XlsxRows(out, row);
        };
    }
}
