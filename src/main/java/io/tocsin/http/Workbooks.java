package io.tocsin.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.tocsin.access.Scope;
import io.tocsin.ingest.row.IdleBodyException;
import io.tocsin.ingest.row.sheet.SheetBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that are workbooks (.xlsx), and {@code POST /v1/batches/table}, which tells one's first
 * sheet as CSV and keeps nothing: for pages that show a list before it is sent.
 */
final class Workbooks {
    static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    /** Workbooks that are unpacked at once: each keeps its texts in memory. */
    private static final int SLOTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Largest table that is told: a page holds it whole. A million numbers are less. */
    private static final int LARGEST_TABLE = 32 << 20;
    private final SheetBody sheets = new SheetBody(SLOTS, PATIENCE);
    private final Duration idle;
    private final LongSupplier ticker;

    /**
     * Reads workbooks.
     *
     * @param idle how long a body may be silent
     * @param ticker nanoseconds that only run forward
     */
    Workbooks(Duration idle, LongSupplier ticker) {
        this.idle = idle;
        this.ticker = ticker;
    }

    static boolean is(@Nullable MediaType type) {
        return type != null && TYPE.equals(type.type() + "/" + type.subtype());
    }

    /** The call that tells a table. */
    Call call() {
        return new Call(HttpMethod.POST, "/v1/batches/table", Set.of(Scope.SUBMIT), Call.Body.STREAM, Set.of(),
                this::table);
    }

    /**
     * The first sheet of that body, as CSV in UTF-8.
     *
     * @throws ProblemException when it is none that is read
     */
    InputStream csv(InputStream raw) throws InterruptedException {
        try {
            return sheets.csv(raw);
        } catch (SheetBody.BusyException e) {
            throw Problem.of(ProblemType.BUSY, e.getMessage() + "; CSV is taken at any time")
                    .retryAfter(Duration.ofSeconds(5)).exception();
        } catch (SheetBody.BadSheetException e) {
            throw Problem.of(ProblemType.BAD_BODY, String.valueOf(e.getMessage())).exception();
        } catch (IdleBodyException e) {
            throw Problem.of(ProblemType.BODY_IDLE, "nothing was taken of the workbook").exception();
        } catch (IOException e) {
            throw Problem.of(ProblemType.BAD_BODY, "the body was cut; nothing was taken of the workbook").exception();
        }
    }

    private HttpResponse table(Exchange exchange) throws IOException, InterruptedException {
        MediaType type = exchange.request().contentType();
        if (!is(type)) {
            throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "got the Content-Type '" + (type == null ? "" : type)
                    + "', expected " + TYPE + "; other lists are tables as they are").exception();
        }
        String encoding = exchange.header(HttpHeaderNames.CONTENT_ENCODING).orElse("identity");
        byte[] table;
        try (InputStream raw = BatchSubmission.unpacked(exchange.body(idle, ticker), encoding);
                InputStream in = csv(raw)) {
            table = in.readNBytes(LARGEST_TABLE + 1);
        }
        if (table.length > LARGEST_TABLE) {
            throw Problem.of(ProblemType.BAD_BODY, "got a sheet of more than " + (LARGEST_TABLE >> 20)
                    + " MiB as a table, expected a smaller one; POST /v1/batches takes it").exception();
        }
        return HttpResponse.of(ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.CSV_UTF_8).set(HttpHeaderNames.CACHE_CONTROL, "no-store").build(),
                HttpData.wrap(table));
    }
}
