package io.tocsin.send.voice.cause;

import io.tocsin.config.value.Checks;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a site's own table of causes is, {@code voice.causes}.
 *
 * @param causes its file, null for none
 */
public record CausesConfig(@Nullable Path causes) {
    /** The table that comes with the program. */
    public static final CausesConfig NONE = new CausesConfig(null);

    /** Refuses a file with a wrong line. */
    public CausesConfig {
        if (causes != null) {
            try {
                SiteCauses.parse(causes);
            } catch (IOException | IllegalArgumentException e) {
                new Checks().fault("causes", causes, "lines like 21/403 CONFIG; " + e.getMessage()).done();
            }
        }
    }
}
