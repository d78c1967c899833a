package io.tocsin.ingest.row.csv;

import io.tocsin.ingest.row.BodyBytes;
import java.io.IOException;

/**
 * Cuts a CSV body into rows: a line feed outside of quotes ends one. Works on bytes, which is right
 * for UTF-8 and for GB18030: no byte inside a character of either is a line feed, a quote or a
 * comma.
 */
final class CsvCut {
    private enum At {
        CELL_START, EQUALS, BARE, QUOTED, QUOTE_IN_QUOTED
    }

    private static final String OPEN = "got a quote (\") that is not closed, expected another one at the end of the cell";
    private static final String LONG = "got a row that does not end within " + BodyBytes.LONGEST_ROW
            + " bytes; is a quote (\") not closed on this line?";

    private final BodyBytes body;
    private int from;
    private int to;
    private String fault = "";

    CsvCut(BodyBytes body) {
        this.body = body;
    }

    /** Takes one row with its line end; false at the body's end. */
    boolean next() throws IOException {
        At at = At.CELL_START;
        int seen = 0;
        fault = "";
        do {
            byte[] bytes = body.array();
            int start = body.start();
            for (int i = start + seen; i < body.end(); i++) {
                byte c = bytes[i];
                if (c == '\n' && at != At.QUOTED) {
                    if (i - start > BodyBytes.LONGEST_ROW) {
                        return firstLine(LONG);
                    }
                    return take(i - start, 1);
                }
                at = after(at, c);
            }
            seen = body.end() - body.start();
            if (seen > BodyBytes.LONGEST_ROW) {
                return firstLine(LONG);
            }
        } while (body.more());
        return seen > 0 && (at == At.QUOTED ? firstLine(OPEN) : take(seen, 0));
    }

    private static At after(At at, byte c) {
        return switch (at) {
            case CELL_START -> switch (c) {
                case '"' -> At.QUOTED;
                case '=' -> At.EQUALS;
                case ',' -> At.CELL_START;
                default -> At.BARE;
            };
            case EQUALS -> c == '"' ? At.QUOTED : c == ',' ? At.CELL_START : At.BARE;
            case BARE -> c == ',' ? At.CELL_START : At.BARE;
            case QUOTED -> c == '"' ? At.QUOTE_IN_QUOTED : At.QUOTED;
            case QUOTE_IN_QUOTED -> c == '"' ? At.QUOTED : c == ',' ? At.CELL_START : At.BARE;
        };
    }

    private boolean take(int length, int feed) {
        from = body.start();
        to = from + length;
        body.take(length + feed);
        return true;
    }

    /**
     * A row that does not end within the bound is most likely a quote that was never closed: its first
     * line is given up, and the next line is a row again, so that the rest of the body is not
     * swallowed.
     */
    private boolean firstLine(String why) throws IOException {
        fault = why;
        from = body.start();
        to = from;
        body.takeLine();
        return true;
    }

    /** Where the row begins in the body's array. */
    int from() {
        return from;
    }

    /** Where it ends, without its line feed. */
    int to() {
        return to;
    }

    /** Why the row cannot be read, empty when it can. */
    String fault() {
        return fault;
    }
}
