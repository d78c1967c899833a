package io.tocsin.report.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.tocsin.report.ResultJson;
import io.tocsin.warning.Standing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One JSON object a line, each line with its end. */
final class NdjsonRows implements Rows {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
    private final JsonGenerator json;
    private final ResultJson forms;
    private final boolean whole;

    NdjsonRows(OutputStream out, ResultJson forms, boolean whole) throws IOException {
        this.json = JSON.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(""));
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        this.forms = forms;
        this.whole = whole;
    }

    @Override
    public void add(List<Standing> standings) throws IOException {
        for (Standing standing : standings) {
            forms.result(json, standing, whole);
            json.writeRaw('\n');
        }
    }

    @Override
    public void end() throws IOException {
        json.close();
    }
}
