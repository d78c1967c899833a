package io.tocsin.ingest.row.json;

import io.tocsin.ingest.row.BodyBytes;
import io.tocsin.ingest.row.Row;
import io.tocsin.ingest.row.RowReader;
import java.io.IOException;

/** NDJSON: a warning a line; empty lines are no rows. */
public final class LineRows implements RowReader {
    private final BodyBytes body;
    private final JsonRow json = new JsonRow();
    private boolean begun;
    private int from;
    private int to;
    private long index = -1;

    /** Nothing is read yet. */
    public LineRows(BodyBytes body) {
        this.body = body;
    }

    @Override
    public boolean advance() throws IOException {
        if (!begun) {
            begun = true;
            body.takeMark();
        }
        while (line()) {
            index++;
            if (to < 0 || !isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Takes one line; {@code to} is negative when it was too long to keep. */
    private boolean line() throws IOException {
        int seen = 0;
        do {
            byte[] bytes = body.array();
            for (int i = body.start() + seen; i < body.end(); i++) {
                if (bytes[i] == '\n') {
                    return take(i - body.start(), 1);
                }
            }
            seen = body.end() - body.start();
            if (seen > BodyBytes.LONGEST_ROW) {
                body.takeLine();
                to = -1;
                return true;
            }
        } while (body.more());
        return seen > 0 && take(seen, 0);
    }

    private boolean take(int length, int feed) {
        from = body.start();
        to = length > BodyBytes.LONGEST_ROW ? -1 : from + length;
        body.take(length + feed);
        return true;
    }

    private boolean isBlank() {
        byte[] bytes = body.array();
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public Row read() {
        return to < 0 ? JsonRow.tooLong() : json.read(body.array(), from, to);
    }
}
