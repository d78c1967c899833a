package io.tocsin.ingest.batch;

import io.tocsin.ingest.row.BatchFields;
import io.tocsin.ingest.row.BatchTimes;
import io.tocsin.ingest.row.RowError;
import io.tocsin.ingest.row.RowRules;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import java.time.Instant;
import java.util.Optional;

/** Makes a batch of its fields, or says which of them is wrong. */
public final class BatchDraft {
    /** Playbook of batches that name none. */
    public static final String DEFAULT_PLAYBOOK = "default";
    /** Grade of batches that name none. */
    public static final Grade DEFAULT_GRADE = Grade.MEDIUM;
    private static final int NAME = 200;

    private BatchDraft() {}

    /** What came of it. */
    public sealed interface Drafted {
        /**
         * All is well.
         *
         * @param batch ready to be recorded
         */
        record Good(Batch batch) implements Drafted {}

        /**
         * A field is wrong.
         *
         * @param field which
         * @param code a stable word, as for rows
         * @param message what was got and what was expected
         */
        record Bad(String field, String code, String message) implements Drafted {}
    }

    /** Makes the batch; whether it has expired already is not asked. */
    public static Drafted of(BatchId id, String client, BatchFields fields, RowRules rules, Instant now) {
        if (fields.name().length() > NAME) {
            return new Drafted.Bad("name", RowError.TOO_LONG,
                    "got " + fields.name().length() + " characters, expected at most " + NAME);
        }
        String playbook = fields.playbook().isEmpty() ? DEFAULT_PLAYBOOK : fields.playbook();
        if (!rules.playbooks().containsKey(playbook)) {
            return new Drafted.Bad("playbook", RowError.UNKNOWN_PLAYBOOK, "got '" + shown(playbook)
                    + "', expected one of " + String.join(", ", rules.playbooks().keySet().stream().sorted().toList()));
        }
        Optional<Grade> grade = fields.grade().isEmpty() ? Optional.of(DEFAULT_GRADE) : Grade.of(fields.grade());
        if (grade.isEmpty()) {
            return new Drafted.Bad("grade", RowError.UNKNOWN_GRADE,
                    "got '" + shown(fields.grade()) + "', expected urgent, high, medium or low");
        }
        return switch (BatchTimes.of(fields, rules.zone(), Instant.MIN)) {
            case BatchTimes.Known times -> new Drafted.Good(new Batch(id, client, fields.name(), playbook, grade.get(),
                    now, times.notBefore(), times.expiresAt()));
            case BatchTimes.Wrong wrong -> new Drafted.Bad(wrong.field(), wrong.code(), wrong.message());
        };
    }

    /** The same batch under that identity. */
    static Batch named(BatchId id, Batch draft) {
        return new Batch(id, draft.client(), draft.name(), draft.playbook(), draft.grade(), draft.createdAt(),
                draft.notBefore(), draft.expiresAt());
    }

    /** What is wrong with a batch that begins now, after it has expired; empty when it has not. */
    public static Optional<Drafted.Bad> expired(Batch batch, Instant now) {
        Instant expiresAt = batch.expiresAt();
        return expiresAt == null || expiresAt.isAfter(now)
                ? Optional.empty()
                : Optional.of(new Drafted.Bad("expiresAt", RowError.ALREADY_EXPIRED,
                        "got " + expiresAt + ", expected a time after " + now));
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
