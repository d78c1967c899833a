package io.tocsin.ingest.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.row.csv.CsvRows;
import io.tocsin.ingest.row.csv.CsvText;
import io.tocsin.ingest.row.json.LineRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of rows that cannot be read. */
class RowFaultsTest {
    private static List<String> read(BodyFormat format, String text) throws IOException {
        BodyBytes body = new BodyBytes(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        RowReader reader = format == BodyFormat.CSV ? new CsvRows(body, CsvText.of("")) : new LineRows(body);
        List<String> rows = new ArrayList<>();
        while (reader.advance()) {
            rows.add(switch (reader.read()) {
                case Row.Texts t -> t.ref() + " is read";
                case Row.Unreadable u -> u.ref() + "|" + u.field() + "|" + u.message();
            });
        }
        return rows;
    }

    @Test
    void a_name_that_stands_twice_is_named() throws IOException {
        assertThat(read(BodyFormat.NDJSON, """
                {"ref":"A","phone":"1","phone":"2"}
                {"ref":"B","vars":{"city":"x","city":"y"}}
                {"ref":"C","phone":"1","vars":{"city":"x","town":"y"}}
                """)).containsExactly("A|phone|got it twice, expected every field once",
                "B|vars|got 'city' twice, expected every name once", "C is read");
    }

    @Test
    void the_ref_of_a_faulty_row_is_said_wherever_it_stands() throws IOException {
        List<String> json = read(BodyFormat.NDJSON, """
                {"colour":"red","ref":"A","phone":"1"}
                {"ref":"B","phone":1 2}
                {"ref":"C"} {}
                []
                """);
        assertThat(json).hasSize(4);
        assertThat(json.get(0)).startsWith("A|colour|");
        assertThat(json.get(1)).startsWith("B||not JSON");
        assertThat(json.get(2)).startsWith("C||got more after the object");
        assertThat(json.get(3)).startsWith("||got [, expected an object").as("not the ref of the row before");
        assertThat(read(BodyFormat.CSV, "phone,ref\n1,A,2\n")).containsExactly(
                "A||got 3 cells, expected the 2 of the header");
    }

    @Test
    void a_quote_that_is_not_closed_is_called_so() throws IOException {
        assertThat(read(BodyFormat.CSV, "ref,phone\nA,\"1\nB,2\n")).containsExactly(
                "||got a quote (\") that is not closed, expected another one at the end of the cell", "B is read");
        assertThatThrownBy(() -> read(BodyFormat.CSV, "ref,\"phone\nB,2\n")).isInstanceOf(BadBodyException.class)
                .hasMessageContaining("in the header row: got a quote (\") that is not closed");
    }
}
