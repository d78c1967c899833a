package io.tocsin.ingest.row.json;

/** Finds where a JSON value ends by counting brackets outside of texts, byte by byte. */
final class JsonScan {
    private int depth;
    private boolean inText;
    private boolean escaped;
    private boolean bare;
    private byte last;

    /**
     * Looks at the next byte.
     *
     * @return whether a bracket or a text was opened or closed by it
     */
    boolean next(byte c) {
        last = c;
        if (inText) {
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == '"') {
                inText = false;
                return true;
            }
            return false;
        }
        switch (c) {
            case '"' -> inText = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {
                bare |= depth == 0;
                return false;
            }
        }
        return true;
    }

    /** Whether everything opened was closed again. */
    boolean isComplete() {
        return depth <= 0 && !inText;
    }

    /** Whether the last byte opened an array at that depth, counted from 1. */
    boolean opensArrayAt(int wanted) {
        return last == '[' && depth == wanted && !inText;
    }

    /** Whether a value without brackets or quotes ends before this byte. */
    boolean endsBareValueAt(byte c) {
        return bare && depth == 0 && !inText
                && (c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' || c == '\r' || c == '\t');
    }
}
