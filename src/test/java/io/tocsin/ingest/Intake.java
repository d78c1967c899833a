package io.tocsin.ingest;

import io.tocsin.config.value.Rate;
import io.tocsin.ingest.batch.BatchIntake;
import io.tocsin.ingest.limit.ClientGates;
import io.tocsin.ingest.limit.ClientLimits;
import io.tocsin.ingest.phone.OperatorTable;
import io.tocsin.ingest.phone.PhoneReader;
import io.tocsin.ingest.phone.Portability;
import io.tocsin.ingest.row.RowRules;
import io.tocsin.warning.Channel;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Intake on fakes, with the clients watchman and other, and whatever limits a test sets. */
public final class Intake {
    /** Rules with the playbooks default and call-first. */
    public static final RowRules RULES = new RowRules(new PhoneReader(), new OperatorTable(Portability::none),
            Map.of("default", Channel.SMS, "call-first", Channel.VOICE), ZoneId.of("Asia/Shanghai"));
    /** The fake behind it. */
    public final FakeIntakeStore store = new FakeIntakeStore();
    /** The fake behind it. */
    public final FakeSubmissionStore submissions = new FakeSubmissionStore();
    /** Its time. */
    public final TestClock clock = new TestClock();
    /** Identities it makes. */
    public final BatchIds ids = new BatchIds(clock, new Random(3));

    /** Intake with those limits for watchman. */
    public BatchIntake batches(Rate rate, long maxPending, IntakeListener listener) {
        return new BatchIntake(store, submissions, RULES, gates(rate, maxPending), clock, ids, listener);
    }

    /** Gates with those limits for watchman. */
    public ClientGates gates(Rate rate, long maxPending) {
        Map<String, ClientLimits> limits = new HashMap<>();
        limits.put("watchman", new ClientLimits(rate, maxPending));
        ClientLimits other = new ClientLimits(Rate.perSecond(1_000_000), 1_000_000);
        return new ClientGates(limits, other, store, clock);
    }
}
