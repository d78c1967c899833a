package io.tocsin.report.export;

/** The form of an export. */
public enum ExportFormat {
    /** One JSON object a line. */
    NDJSON("application/x-ndjson", "ndjson"),
    /** Comma separated, UTF-8 with a byte order mark, as spreadsheets want it. */
    CSV("text/csv; charset=utf-8", "csv"),
    /** A workbook; a sheet holds a million warnings. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private final String mediaType;
    private final String extension;

    ExportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** Its content type. */
    public String mediaType() {
        return mediaType;
    }

    /** What the name of such a file ends with, without the dot. */
    public String extension() {
        return extension;
    }
}
