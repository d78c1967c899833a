package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.report.ResultStore;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list as it is answered: {@code items}, and {@code next} or null. */
final class Pages {
    private Pages() {}

    /** Writes one item. */
    interface Item<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /** The page's answer. */
    static <T> HttpResponse answer(ResultStore.Page<T> page, String list, Item<T> item) {
        return answer(page.items(), Cursors.wrap(list, page.next()), item);
    }

    /** The answer with that cursor, already as it is given out. */
    static <T> HttpResponse answer(List<T> items, @Nullable String next, Item<T> item) {
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (T each : items) {
                item.write(json, each);
            }
            json.writeEndArray();
            json.writeStringField("next", next);
            json.writeEndObject();
        });
    }
}
