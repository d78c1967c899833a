package io.tocsin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.warning.WarningState;
import java.util.Locale;

/** What the warnings of a batch wait for that should have come to its end. */
public final class StillOpen {
    private static final int MOST = 3;

    private StillOpen() {}

    /** The batch, and the timelines of some of its open warnings; never fails. */
    public static String of(ApiClient client, String batch) {
        StringBuilder all = new StringBuilder();
        try {
            all.append(client.get("/v1/batches/" + batch).body()).append('\n');
            for (WarningState state : WarningState.values()) {
                if (!state.isFinal()) {
                    String code = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
                    JsonNode some = client.get(
                            "/v1/batches/" + batch + "/warnings?limit=" + MOST + "&state=" + code).body();
                    for (JsonNode each : some.path("items")) {
                        all.append(client.get("/v1/warnings/" + each.path("id").asText()).body()).append('\n');
                    }
                }
            }
        } catch (Exception e) {
            all.append(e);
        }
        return all.toString();
    }
}
