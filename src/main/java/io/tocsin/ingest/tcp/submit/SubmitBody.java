package io.tocsin.ingest.tcp.submit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.ingest.row.BatchFields;
import io.tocsin.ingest.row.json.Utf8;
import io.tocsin.ingest.tcp.protocol.Bodies;
import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.ingest.tcp.protocol.Problem;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.warning.BatchId;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a SUBMIT says, but for its rows. The whole body is read once before anything is done with
 * it, so that one that is not JSON leaves nothing behind, and its fields may come in any order.
 */
final class SubmitBody {
    /** Most warnings in one. */
    static final int MOST = 5000;

    private @Nullable BatchFields batch;
    private String batchId = "";
    private boolean end;
    private int rows;
    private int rowsAt = -1;

    private SubmitBody() {}

    /** Either what it says or what is wrong with it. */
    sealed interface Read {
        /**
         * It can be followed.
         *
         * @param target the batch it is for
         * @param end whether the batch is complete with it
         * @param rows how many warnings it has
         * @param rowsAt where their array begins, -1 when there is none
         */
        record Good(Target target, boolean end, int rows, int rowsAt) implements Read {}

        /**
         * It cannot.
         *
         * @param problem why
         */
        record Bad(Problem problem) implements Read {}
    }

    /** The batch a SUBMIT is for. */
    sealed interface Target {
        /**
         * One that it opens.
         *
         * @param fields what it says of it
         */
        record Fresh(BatchFields fields) implements Target {}

        /**
         * One opened before.
         *
         * @param id its identity
         */
        record Known(BatchId id) implements Target {}
    }

    /** Reads a body to its end. */
    static Read read(Body body) {
        SubmitBody submit = new SubmitBody();
        if (!Utf8.isValid(body.bytes(), 0, body.length())) {
            return bad("not JSON in UTF-8");
        }
        try (JsonParser parser = Bodies.JSON.createParser(body.bytes())) {
            submit.fields(parser);
            return submit.checked();
        } catch (Refusal e) {
            return new Read.Bad(e.problem);
        } catch (JsonProcessingException e) {
            return bad("not JSON: " + Bodies.reason(e));
        } catch (IOException e) {
            return bad("not JSON in UTF-8");
        }
    }

    private void fields(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Refusal(bad("expected an object").problem());
        }
        Set<String> seen = new HashSet<>();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (!seen.add(field)) {
                throw new Refusal(bad("got '" + Bodies.shown(field) + "' twice, expected every field once").problem());
            }
            switch (field) {
                case "batch" -> batch = batch(parser, value);
                case "batchId" -> batchId = scalar(parser, value, field);
                case "end" -> end = flag(parser, value);
                case "warnings" -> rows(parser, value);
                case "type", "seq" -> parser.skipChildren();
                default -> throw new Refusal(bad("got '" + Bodies.shown(field)
                        + "', expected batch or batchId, warnings, end").problem());
            }
        }
        if (parser.nextToken() != null) {
            throw new Refusal(bad("got more after the object, expected one object").problem());
        }
    }

    private static BatchFields batch(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw new Refusal(bad("batch: expected an object {name, playbook, grade, notBefore, expiresAt}").problem());
        }
        BatchFields fields = BatchFields.none();
        Set<String> seen = new HashSet<>();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            if (!seen.add(field)) {
                throw new Refusal(bad("batch: got '" + Bodies.shown(field) + "' twice, expected it once").problem());
            }
            String text = scalar(parser, parser.nextToken(), field);
            try {
                fields = fields.with(field, text);
            } catch (IllegalArgumentException e) {
                throw new Refusal(bad("batch: " + e.getMessage()).problem());
            }
        }
        return fields;
    }

    private static String scalar(JsonParser parser, JsonToken value, String field) throws IOException {
        if (!value.isScalarValue()) {
            throw new Refusal(bad(Bodies.shown(field) + ": expected a text").problem());
        }
        return value == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    private static boolean flag(JsonParser parser, JsonToken value) throws IOException {
        if (!value.isBoolean()) {
            throw new Refusal(bad("end: expected true or false").problem());
        }
        return parser.getBooleanValue();
    }

    private void rows(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY || rowsAt >= 0) {
            throw new Refusal(bad("warnings: expected one array of objects").problem());
        }
        rowsAt = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        for (int depth = 1; depth > 0;) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new Refusal(bad("not JSON: it ends too early").problem());
            }
            rows += depth == 1 && !token.isStructEnd() ? 1 : 0;
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            // Reads texts to their end: what is no UTF-8 shows here, not when half the rows are taken.
            parser.finishToken();
        }
        if (rows > MOST) {
            throw new Refusal(new Problem(ProblemKind.TOO_LARGE,
                    "warnings: got " + rows + ", expected at most " + MOST));
        }
    }

    private Read checked() {
        if ((batch == null) == batchId.isEmpty()) {
            return bad("expected either batch, to open one, or batchId, to go on with one");
        }
        if (batch != null) {
            return new Read.Good(new Target.Fresh(batch), end, rows, rowsAt);
        }
        return BatchId.isValid(batchId)
                ? new Read.Good(new Target.Known(new BatchId(batchId)), end, rows, rowsAt)
                : new Read.Bad(Problem.field("batchId", "invalid", "got '" + Bodies.shown(batchId)
                        + "', expected the batchId of an ACK"));
    }

    private static Read.Bad bad(String detail) {
        return new Read.Bad(new Problem(ProblemKind.BAD_BODY, "SUBMIT: " + detail));
    }

    /** Leaves the reading in the middle. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        Refusal(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }
    }
}
