package io.tocsin.ingest.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.row.csv.CsvRows;
import io.tocsin.ingest.row.csv.CsvText;
import io.tocsin.ingest.row.json.JsonRows;
import io.tocsin.ingest.row.json.LineRows;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String LONG = "x".repeat(70_000);

    /** The rows of a body as text, read in pieces of that size, with where each ends. */
    private static List<String> read(BodyFormat format, byte[] bytes, int size, List<Long> ends) throws IOException {
        BodyBytes body = new BodyBytes(new Chunks(bytes, size));
        List<String> rows = new ArrayList<>();
        RowReader reader;
        if (format == BodyFormat.JSON) {
            JsonRows json = new JsonRows(body);
            BatchFields head = json.head();
            if (!head.equals(BatchFields.none())) {
                rows.add(head.name() + "|" + head.playbook() + "|" + head.grade() + "|" + head.notBefore());
            }
            reader = json;
        } else {
            reader = format == BodyFormat.CSV ? new CsvRows(body, CsvText.of("")) : new LineRows(body);
        }
        while (reader.advance()) {
            rows.add(switch (reader.read()) {
                case Row.Texts t -> t.ref() + "|" + t.phone() + "|" + t.name() + "|" + t.vars();
                case Row.Unreadable u -> u.code() + "@" + u.field();
            });
            ends.add(body.offset());
            body.endRow();
            assertThat(body.rowOffset()).isEqualTo(body.offset());
            if (ends.size() % 3 == 1) {
                assertThat(body.rowDigestHex()).isEqualTo(sha256(Arrays.copyOf(bytes, (int) body.offset())));
            }
        }
        if (!ends.isEmpty()) {
            assertThat(body.rowOffset()).isEqualTo(ends.getLast());
            assertThat(body.rowDigestHex()).isEqualTo(sha256(Arrays.copyOf(bytes, ends.getLast().intValue())));
        }
        body.takeAll();
        assertThat(body.offset()).isEqualTo(bytes.length);
        assertThat(body.digestHex()).isEqualTo(sha256(bytes));
        return rows;
    }

    private static List<String> read(BodyFormat format, byte[] bytes, int size) throws IOException {
        return read(format, bytes, size, new ArrayList<>());
    }

    private static List<String> read(BodyFormat format, String text) throws IOException {
        return read(format, text.getBytes(StandardCharsets.UTF_8), 1 << 20);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1 << 20})
    void ndjson_is_a_warning_a_line_in_pieces_of_any_size(int size) throws IOException {
        String text = """
                \ufeff{"ref":"A","phone":"13800138000","name":"张三","vars":{"city":"呼伦贝尔","n":5,"none":null}}\r

                {"ref":7,"phone":13800138000,"name":null}
                {"ref":"B","phone":"1","name":"x","colour":"red"}
                nonsense
                {"ref":"C"
                [1]
                {"ref":"D","phone":{"no":1}} {"ref":"E"}
                \t
                {"ref":"F","phone":["1",{"a":"}"}]}
                {"ref":"last","phone":"1"}""";
        List<Long> ends = new ArrayList<>();
        assertThat(read(BodyFormat.NDJSON, text.getBytes(StandardCharsets.UTF_8), size, ends)).containsExactly(
                "A|13800138000|张三|{city=呼伦贝尔, n=5}", "7|13800138000||{}", "unknown-field@colour", "bad-json@",
                "bad-json@", "bad-json@", "bad-json@", "invalid@phone", "last|1||{}");
        assertThat(ends.getFirst()).isEqualTo(text.substring(0, text.indexOf('\n') + 1)
                .getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1 << 20})
    void json_has_its_fields_first_and_then_the_warnings(int size) throws IOException {
        String text = """
                { "name" : "夜\\"班\\"[{", "playbook":"default", "grade":null, "notBefore":"t", "warnings" : [
                  {"ref":"A","phone":"1","vars":{"x":"}]\\\\","y":"\\""}} ,
                  5, "text", true, {"ref":"B","phone":"2"},{"ref":"C","phone" "3"}, [ {} , [] ],
                  {"ref":"D","phone":"4"}
                ] }
                """;
        assertThat(read(BodyFormat.JSON, text.getBytes(StandardCharsets.UTF_8), size)).containsExactly(
                "夜\"班\"[{|default||t", "A|1||{x=}]\\, y=\"}", "bad-json@", "bad-json@", "bad-json@", "B|2||{}",
                "bad-json@", "bad-json@", "D|4||{}");
        assertThat(read(BodyFormat.JSON, "{\"warnings\":[]}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"warnings\":{}}", "{\"name\":[],\"warnings\":[]}", "{\"name\":\"x\"",
            "{\"warnings\":[],\"name\":\"x\"}", "{\"warnings\":[{}{}]}", "{\"warnings\":[{},]}", "{\"warnings\":[,{}]}",
            "{\"warnings\":[{}]} more", "{\"warnings\":[{}", "{\"warnings\":[{\"ref\":\"", "{\"warnings\":[]",
            "{\"colour\":\"red\",\"warnings\":[]}", "{\"warnings\":[{}}]}", "nonsense",
            "{\"name\" \"x\",\"warnings\":[]}"})
    void json_that_is_no_submission_is_refused_as_a_whole(String text) {
        assertThatThrownBy(() -> read(BodyFormat.JSON, text)).isInstanceOf(BadBodyException.class);
    }

    @Test
    void a_field_of_the_batch_behind_the_warnings_is_told_so() {
        assertThatThrownBy(() -> read(BodyFormat.JSON, "{\"warnings\":[{}],\"grade\":\"low\"}"))
                .hasMessage("got a field after \"warnings\" at byte 16, expected all fields of the batch before it");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 64, 1 << 20})
    void csv_is_read_with_the_habits_of_excel(int size) throws IOException {
        String text = "编号,手机号,等级,诈骗类型,姓名,city,,\r\n" + "A,13800138000,高危,刷单,张三,呼伦贝尔,,\r\n" + "\r\n" + ",,,,,,,\r\n"
                + "B,=\"13900139000\",,,\"李,四 \"\"老\"\"\",\"two\nlines\",,\r\n"
                + "C,\"=\"\"13700137000\"\"\",,, 王五 \r\n" + "'007,'13600136000,,,5\" screen,x\r\n"
                + "D,1,,,,,,,,extra\r\n" + "E,2";
        List<String> rows = List.of("A|13800138000|张三|{city=呼伦贝尔}", "B|13900139000|李,四 \"老\"|{city=two\nlines}",
                "C|13700137000|王五|{}", "007|13600136000|5\" screen|{city=x}", "bad-csv@", "E|2||{}");
        assertThat(read(BodyFormat.CSV, text.getBytes(StandardCharsets.UTF_8), size)).isEqualTo(rows);
        assertThat(read(BodyFormat.CSV, ("\ufeff" + text).getBytes(StandardCharsets.UTF_8), size)).isEqualTo(rows);
        assertThat(read(BodyFormat.CSV, text.getBytes(GB18030), size)).isEqualTo(rows);
    }

    @Test
    void an_english_header_in_any_case_is_the_same_and_other_columns_are_variables() throws IOException {
        assertThat(read(BodyFormat.CSV, "Phone,REF,fraudtype,Town,name\n1,A,x,Hailar,N\n"))
                .containsExactly("A|1|N|{Town=Hailar}");
    }

    @Test
    void the_first_row_that_is_not_ascii_tells_the_charset() throws IOException {
        // In GB18030 these two are bytes that are valid UTF-8 for two Cyrillic letters.
        String row = "ref,phone,name\nA,1,x\nB,2,小\nC,3,孟庆红\n";
        assertThat(read(BodyFormat.CSV, row.getBytes(GB18030), 9)).containsExactly("A|1|x|{}", "B|2|小|{}",
                "C|3|孟庆红|{}");
        byte[] broken = row.getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 2] = '?';
        assertThat(read(BodyFormat.CSV, broken, 9)).containsExactly("A|1|x|{}", "B|2|小|{}", "bad-encoding@");
    }

    @Test
    void four_byte_characters_of_gb18030_are_read() throws IOException {
        assertThat(read(BodyFormat.CSV, "编号,手机号,姓名\nA,1,\ud842\udfb7\u1820\n".getBytes(GB18030), 3))
                .containsExactly("A|1|\ud842\udfb7\u1820|{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "ref,name\nA,1\n", "ref;phone\nA;1\n", "A,13800138000\n",
            "ref,phone,ref\nA,1,B\n",
            "ref,phone,编号\nA,1,B\n", "{\"ref\":\"A\"}", "ref,phone,name\rA,1,x\rB,2,y\r"})
    void a_table_without_the_columns_is_refused_as_a_whole(String text) {
        assertThatThrownBy(() -> read(BodyFormat.CSV, text)).isInstanceOf(BadBodyException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 65_536, 1 << 20})
    void a_row_that_is_too_long_spoils_no_other(int size) throws IOException {
        assertThat(read(BodyFormat.NDJSON, ("{\"ref\":\"A\",\"phone\":\"1\"}\n{\"ref\":\"" + LONG.repeat(20)
                + "\"}\n{\"ref\":\"B\",\"phone\":\"2\"}\n").getBytes(StandardCharsets.UTF_8), size))
                .containsExactly("A|1||{}", "too-long@", "B|2||{}");
        assertThat(read(BodyFormat.JSON, ("{\"warnings\":[{\"ref\":\"A\",\"phone\":\"1\"},{\"ref\":\"" + LONG.repeat(20)
                + "\"},{\"ref\":\"B\",\"phone\":\"2\"}]}").getBytes(StandardCharsets.UTF_8), size))
                .containsExactly("A|1||{}", "too-long@", "B|2||{}");
        assertThat(read(BodyFormat.CSV, ("ref,phone\nA,1\n" + LONG.repeat(20) + ",2\nB,2\n")
                .getBytes(StandardCharsets.UTF_8), size)).containsExactly("A|1||{}", "bad-csv@", "B|2||{}");
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 1 << 20})
    void a_quote_that_is_never_closed_costs_its_own_line_only(int size) throws IOException {
        String text = "ref,phone,name\nA,1,\"open\nB,2,b\nC,3,c\n";
        assertThat(read(BodyFormat.CSV, text.getBytes(StandardCharsets.UTF_8), size))
                .containsExactly("bad-csv@", "B|2|b|{}", "C|3|c|{}");
        String many = "ref,phone,name\nA,1,\"open\n" + "B,2,b\n".repeat(20_000);
        assertThat(read(BodyFormat.CSV, many.getBytes(StandardCharsets.UTF_8), 8192)).hasSize(20_001);
    }

    @Test
    void what_is_not_utf_8_is_the_rows_fault_alone() throws IOException {
        byte[] bytes = "{\"ref\":\"A\",\"phone\":\"1\"}\n{\"ref\":\"??\",\"phone\":\"2\"}\n{\"ref\":\"C\",\"phone\":\"3\"}\n"
                .getBytes(StandardCharsets.UTF_8);
        bytes[24 + 8] = (byte) 0xc3;
        bytes[24 + 9] = (byte) 0x28;
        assertThat(read(BodyFormat.NDJSON, bytes, 1 << 20)).containsExactly("A|1||{}", "bad-json@", "C|3||{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "["})
    void a_byte_of_all_ones_is_not_the_end_of_a_body(String row) {
        byte[] bytes = ("{\"warnings\":[" + row + (row.isEmpty() ? "]}" : "") + "\u00ffrest")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(BodyFormat.JSON, bytes, 1 << 20)).isInstanceOf(BadBodyException.class);
    }

    @Test
    void what_is_not_utf_8_before_the_warnings_is_told_and_no_fault_of_the_connection() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, Charset.forName("UTF-32LE"))) {
            byte[] bytes = "{\"name\":[\"b\",\"warnings\":[]}".getBytes(charset);
            assertThatThrownBy(() -> read(BodyFormat.JSON, bytes, 1 << 20)).isInstanceOf(BadBodyException.class);
        }
    }

    @Test
    void an_unknown_charset_is_refused_and_a_known_one_is_taken() throws IOException {
        assertThatThrownBy(() -> CsvText.of("latin-1"))
                .hasMessage("got the charset latin-1, expected utf-8 or gb18030");
        assertThat(CsvText.of("GBK")).isNotNull();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void random_bytes_never_break_a_reader(long seed) throws IOException {
        java.util.Random random = new java.util.Random(seed);
        String alphabet = "{}[]\",:\\\n\r =ref phone 1\u4e2d";
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "{\"warnings\":[" : "ref,phone\n");
            for (int n = random.nextInt(80); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            for (BodyFormat format : BodyFormat.values()) {
                try {
                    read(format, bytes, 1 + random.nextInt(20));
                } catch (BadBodyException e) {
                    assertThat(e.getMessage()).containsAnyOf("expected", "not JSON");
                }
            }
        }
    }

    @Test
    void every_row_knows_where_the_file_has_it() throws IOException {
        assertThat(places(new CsvRows(body("ref,phone\n,\nA,1\n\nB,\"2\n2\"\nC,3"), CsvText.of("")))).containsExactly(
                1L, 3L,
                4L);
        assertThat(places(new CsvRows(body("\n\nref,phone\nA,1\n"), CsvText.of("")))).containsExactly(2L);
        assertThat(places(new LineRows(body("\n{}\n \r\n{}")))).containsExactly(1L, 3L);
        JsonRows json = new JsonRows(body("{\"warnings\":[{},\n\n7]}"));
        json.head();
        assertThat(places(json)).containsExactly(0L, 1L);
    }

    private static BodyBytes body(String text) {
        return new BodyBytes(new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Long> places(RowReader reader) throws IOException {
        List<Long> places = new ArrayList<>();
        while (reader.advance()) {
            places.add(reader.index());
        }
        return places;
    }
}
