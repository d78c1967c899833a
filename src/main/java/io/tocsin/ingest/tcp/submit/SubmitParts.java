package io.tocsin.ingest.tcp.submit;

import io.tocsin.ingest.IntakeListener;
import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.SubmissionStore;
import io.tocsin.ingest.limit.ClientGates;
import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.row.RowRules;
import io.tocsin.warning.BatchId;
import java.util.function.Supplier;

/**
 * What taking submissions needs; the same things the HTTP door uses.
 *
 * @param store keeps batches
 * @param submissions keeps answers
 * @param rules what rows are checked against
 * @param gates limits of all clients
 * @param clock the time
 * @param ids makes identities, safe for many threads
 * @param listener hears what is taken in
 */
public record SubmitParts(IntakeStore store, SubmissionStore submissions, RowRules rules, ClientGates gates,
        IntakeClock clock, Supplier<BatchId> ids, IntakeListener listener) {}
