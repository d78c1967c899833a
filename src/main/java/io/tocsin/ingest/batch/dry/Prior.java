package io.tocsin.ingest.batch.dry;

import io.tocsin.ingest.NewWarning;
import io.tocsin.warning.StopKind;
import java.time.Duration;
import java.util.List;

/** What is known already about the refs and numbers of rows. Asking changes nothing; blocks. */
@FunctionalInterface
public interface Prior {
    /**
     * Asks about rows.
     *
     * @param client whose they are
     * @param rows at most some hundred
     * @param within contacts in this time are counted; zero when nobody wants to know
     * @return one for each row
     */
    List<Known> of(String client, List<NewWarning> rows, Duration within);

    /** Whether a ref was used. */
    enum Ref {
        /** Not as far as is known. */
        NEW,
        /** For the same number. */
        DUPLICATE,
        /** For another number. */
        CONFLICT
    }

    /**
     * What is known.
     *
     * @param ref of the row's ref
     * @param stopped how the stop list knows its number
     * @param contacts of its number lately
     */
    record Known(Ref ref, StopKind stopped, int contacts) {}
}
