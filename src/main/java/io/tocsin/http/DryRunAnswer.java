package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.ingest.batch.RowErrors;
import io.tocsin.ingest.batch.dry.DryRun;
import io.tocsin.ingest.batch.dry.Forecast;
import io.tocsin.ingest.batch.dry.Prospect.Group;
import io.tocsin.ingest.batch.dry.Prospect.Load;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/** What a dry run found, as it is answered. */
final class DryRunAnswer {
    private DryRunAnswer() {}

    /** The answer. */
    static HttpResponse of(DryRun.Result result) {
        return switch (result) {
            case DryRun.Result.Done(var forecast) -> Json.ok(json -> write(json, forecast));
            case DryRun.Result.BadBody(String detail) -> throw Problem.of(ProblemType.BAD_BODY, detail).exception();
            case DryRun.Result.BadField(var bad) -> throw Problem.parameter(bad.field(), bad.code(), bad.message())
                    .exception();
            case DryRun.Result.Cut(boolean idle) ->
                throw Problem.of(idle ? ProblemType.BODY_IDLE : ProblemType.BAD_BODY,
                        "the body was cut; nothing was to be taken of it").exception();
            case DryRun.Result.Busy _ -> throw Problem.of(ProblemType.BUSY, "other dry runs are under way")
                    .retryAfter(Duration.ofSeconds(5)).exception();
        };
    }

    private static void write(JsonGenerator json, Forecast forecast) throws IOException {
        json.writeStartObject();
        json.writeNumberField("submitted", forecast.accepted() + forecast.duplicate() + forecast.rejected());
        json.writeNumberField("accepted", forecast.accepted());
        json.writeNumberField("duplicate", forecast.duplicate());
        json.writeNumberField("rejected", forecast.rejected());
        json.writeFieldName("errors");
        RowErrors.write(json, forecast.errors());
        json.writeObjectFieldStart("fates");
        for (Map.Entry<String, Long> fate : forecast.fates().entrySet()) {
            json.writeNumberField(fate.getKey(), fate.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("groups");
        for (Map.Entry<Group, Load> each : forecast.groups().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Group, Load> e) -> e.getKey().channel())
                        .thenComparing(e -> e.getKey().operator()))
                .toList()) {
            json.writeStartObject();
            json.writeStringField("channel", each.getKey().channel().code());
            json.writeStringField("operator", each.getKey().operator().code());
            json.writeNumberField("warnings", each.getValue().warnings());
            json.writeNumberField("cost", each.getValue().cost());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("ahead", forecast.outlook().ahead());
        Instant ends = forecast.outlook().ends();
        json.writeStringField("endsAt", ends == null ? null : ends.toString());
        json.writeStringField("endsUnknown", forecast.outlook().why());
        json.writeArrayFieldStart("samples");
        for (Forecast.Sample sample : forecast.samples()) {
            json.writeStartObject();
            json.writeStringField("ref", sample.ref());
            json.writeStringField("phone", sample.phone());
            json.writeStringField("what", sample.fate().what());
            json.writeStringField("carrier", sample.fate().carrier());
            json.writeStringField("text", sample.fate().text());
            json.writeNumberField("cost", sample.fate().cost());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
