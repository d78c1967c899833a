package io.tocsin.ingest.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.tocsin.fuzz.Fuzz;
import io.tocsin.ingest.Intake;
import io.tocsin.ingest.row.csv.CsvRows;
import io.tocsin.ingest.row.csv.CsvText;
import io.tocsin.ingest.row.json.JsonRows;
import io.tocsin.ingest.row.json.LineRows;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of rows in every form, to the warning that they become. */
@Tag("fuzz")
class RowFuzzTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "{\"ref\":\"A-1\",\"phone\":\"13800138000\",\"grade\":\"high\",\"fraudType\":\"刷单\","
            + "\"name\":\"张三\",\"vars\":{\"city\":\"呼伦贝尔\",\"n\":1e3},\"playbook\":\"default\","
            + "\"notBefore\":\"2026-11-26T08:00:00+08:00\",\"expiresAt\":\"2036-11-26 08:00\"}";
    private static final String TABLE = """
            编号,手机号,等级,诈骗类型,姓名,playbook,notBefore,expiresAt,city\r
            A-1,="13800138000",高危,"刷单,返利",张三,default,2026-11-26T08:00:00Z,2036/11/26 8:00,"呼伦""贝尔"\r
            A-2,'+86 138-0013-8001,,,,,,,
            """;
    private static final String[] WORDS = {"{", "}", "[", "]", "\"", "\\", "\\u0000", "\\ud83d", ",", ":", "null",
            "true",
            "1e999999999", "-0", "\r\n", "\n", "\"warnings\":[", "\"vars\":{", "=\"", "\"\"", "\ufeff", "é", "😀",
            "ref",
            "phone", "8613800138000", "+999999999-01-01T00:00:00Z", "-999999999-12-31T23:59:59+18:00",
            "\"notBefore\":\"", "\"expiresAt\":\"", "24:00", "urgent", "紧急", "call-first", "00", "+", "\u0000"};
    /** The window over the body, twice the longest row decoded, and what JSON and a digest keep. */
    private static final int ROOM = 1 << 20;

    private final RowCheck check = new RowCheck(Intake.RULES, new Batch(new BatchId("0123456789abcdef"), "watchman",
            "fuzz", "default", Grade.LOW, Instant.parse("2026-11-25T00:00:00Z"), null, null));

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_lines_of_json_become_rows_or_are_told(long seed) throws InterruptedException {
        String distant = "{\"ref\":\"A\",\"phone\":\"13800138000\",\"notBefore\":\"+999999999-01-01T00:00:00Z\"}";
        Fuzz.ofTexts(ROW + "\n" + ROW.replace("A-1", "A-2") + "\n\n", ROW, "\ufeff" + ROW + "\r\n", distant,
                ROW.replace("A-1", "A\\ud83d"), ROW.replace("A-1", "A\\ud83d\\ude00")).words(WORDS)
                .allocating(ROOM, 256).oneIn(2)
                .run(seed, input -> rows(LineRows::new, input));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_json_object_becomes_rows_or_is_told(long seed) throws InterruptedException {
        Fuzz.ofTexts(
                "{\"name\":\"b\",\"playbook\":\"default\",\"grade\":\"high\",\"warnings\":[" + ROW + ",\n" + ROW + "]}",
                "{\"warnings\":[]}", "{\"warnings\":[1,\"x\",null,[],{}]}").words(WORDS).allocating(ROOM, 256).oneIn(4)
                .declaring(BadBodyException.class).run(seed, input -> rows(body -> {
                    JsonRows rows = new JsonRows(body);
                    assertThat(rows.head()).isNotNull();
                    return rows;
                }, input));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_table_becomes_rows_or_is_told(long seed) throws InterruptedException {
        Fuzz.of(List.of(TABLE.getBytes(StandardCharsets.UTF_8), TABLE.getBytes(GB18030),
                ("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_8), "ref,phone\n1,2".getBytes(StandardCharsets.UTF_8)))
                .words(WORDS).allocating(ROOM, 256).oneIn(4).declaring(BadBodyException.class)
                .run(seed, input -> rows(
                        body -> new CsvRows(body, CsvText.of(input.length % 5 == 0 ? "gb18030" : "")), input));
    }

    /** Opens a body. */
    private interface Form {
        RowReader open(BodyBytes body) throws IOException;
    }

    /** Reads a body as intake does; the codes of its rows. */
    private Object rows(Form form, byte[] input) throws IOException {
        BodyBytes body = new BodyBytes(new Chunks(input, 1 + input.length / (1 + input.length % 3)));
        RowReader reader = form.open(body);
        StringBuilder deed = new StringBuilder();
        long before = 0;
        for (long index = 0; reader.advance(); index++) {
            assertThat(body.offset()).as("a row takes bytes").isGreaterThan(before);
            before = body.offset();
            switch (check.check(index, reader.read())) {
                case RowCheck.Checked.Invalid(RowError error) -> deed.append(error.code()).append(error.field());
                case RowCheck.Checked.Valid valid -> {
                    deed.append("ok");
                    kept(valid.warning());
                }
            }
            body.endRow();
            if (deed.length() > 60) {
                deed.setLength(60);
            }
        }
        assertThat(body.offset()).isEqualTo(input.length);
        return deed.toString();
    }

    /** What the store needs of a warning. */
    private static void kept(io.tocsin.ingest.NewWarning warning) {
        Instant notBefore = warning.fields().notBefore();
        Instant expiresAt = warning.fields().expiresAt();
        assertThat(notBefore == null ? 0 : notBefore.toEpochMilli() / 1000).isBetween(0L, (1L << 32) - 1);
        assertThat(expiresAt == null ? 0 : expiresAt.toEpochMilli() / 1000).isBetween(0L, (1L << 32) - 1);
        assertThat(new String(warning.ref().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(warning.ref());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void rows_written_by_others_are_read_as_they_were(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (long i = Fuzz.inputs() / 100; i > 0; i--) {
            List<List<String>> table = new ArrayList<>();
            StringBuilder lines = new StringBuilder();
            StringWriter csv = new StringWriter();
            CsvWriter.CsvWriterBuilder builder = CsvWriter.builder();
            if (random.nextBoolean()) {
                builder.quoteStrategy(QuoteStrategies.ALWAYS);
            }
            try (CsvWriter writer = builder.build(csv)) {
                writer.writeRecord("ref", "phone", "name", "city");
                for (int n = 1 + random.nextInt(5); n > 0; n--) {
                    List<String> row = List.of("r" + n, "13800138000", text(random), text(random));
                    table.add(row);
                    writer.writeRecord(row);
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("ref", row.get(0));
                    json.put("phone", row.get(1));
                    json.put("name", row.get(2));
                    json.put("vars", Map.of("city", row.get(3)));
                    lines.append(JSON.writeValueAsString(json)).append('\n');
                }
            }
            Charset charset = random.nextBoolean() ? GB18030 : StandardCharsets.UTF_8;
            byte[] bytes = csv.toString().getBytes(charset);
            assertThat(texts(new CsvRows(new BodyBytes(new Chunks(bytes, 1 + random.nextInt(bytes.length))),
                    CsvText.of(charset.name())))).isEqualTo(table);
            byte[] json = lines.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(texts(new LineRows(new BodyBytes(new Chunks(json, 1 + random.nextInt(json.length))))))
                    .isEqualTo(table);
        }
    }

    private static List<List<String>> texts(RowReader rows) throws IOException {
        List<List<String>> read = new ArrayList<>();
        while (rows.advance()) {
            Row.Texts row = (Row.Texts) rows.read();
            read.add(List.of(row.ref(), row.phone(), row.name(), row.vars().getOrDefault("city", "")));
        }
        return read;
    }

    /** Without white space at the ends, which a cell does not keep. */
    private static String text(SplittableRandom random) {
        List<String> bits = List.of("a", ",", "\"", "\n", "\r\n", "'", "=", "张", "é", "😀", "ᠮ", "\\", "{", " b",
                "\t|");
        StringBuilder text = new StringBuilder("x");
        for (int n = random.nextInt(12); n > 0; n--) {
            text.append(bits.get(random.nextInt(bits.size())));
        }
        return text.append('x').toString();
    }
}
