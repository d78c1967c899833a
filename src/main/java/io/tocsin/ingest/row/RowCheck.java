package io.tocsin.ingest.row;

import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.phone.PhoneReader;
import io.tocsin.warning.Batch;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import java.util.Map;
import java.util.Optional;

/**
 * Makes warnings of the rows of one batch, or says what is wrong with them. Times are compared with
 * the batch's beginning, so that a body sent again is judged as it was. Safe for many threads.
 */
public final class RowCheck {
    /** Most characters of a ref. */
    public static final int REF = 128;
    private static final int WORD = 100;
    private static final int VARS = 32;
    private static final int VAR_NAME = 64;
    private static final int VAR = 1000;

    private final RowRules rules;
    private final Batch batch;
    private final BatchTimes.Known defaults;

    /** What became of a row. */
    public sealed interface Checked {
        /**
         * It can be made durable.
         *
         * @param warning with the batch's defaults filled in
         */
        record Valid(NewWarning warning) implements Checked {}

        /**
         * It cannot.
         *
         * @param error why
         */
        record Invalid(RowError error) implements Checked {}
    }

    /** Checks rows of that batch. */
    public RowCheck(RowRules rules, Batch batch) {
        this.rules = rules;
        this.batch = batch;
        this.defaults = new BatchTimes.Known(batch.notBefore(), batch.expiresAt());
    }

    /** Checks a row. */
    public Checked check(long index, Row row) {
        try {
            return switch (row) {
                case Row.Texts texts -> new Checked.Valid(warning(index, texts));
                case Row.Unreadable bad -> throw new Refusal(bad.field(), bad.code(), bad.message());
            };
        } catch (Refusal e) {
            String ref = switch (row) {
                case Row.Texts texts -> texts.ref();
                case Row.Unreadable bad -> bad.ref();
            };
            return new Checked.Invalid(new RowError(index, shown(ref.strip()), e.field, e.code, e.message));
        }
    }

    private NewWarning warning(long index, Row.Texts row) {
        String ref = ref(row.ref());
        Phone phone = phone(row.phone());
        String playbook = row.playbook().isEmpty() ? batch.playbook() : row.playbook();
        Channel channel = rules.playbooks().get(playbook);
        if (channel == null) {
            throw new Refusal("playbook", RowError.UNKNOWN_PLAYBOOK, "got '" + shown(playbook) + "', expected one of "
                    + String.join(", ", rules.playbooks().keySet().stream().sorted().toList()));
        }
        bound("fraudType", row.fraudType(), WORD);
        bound("name", row.name(), WORD);
        vars(row.vars());
        return new NewWarning(index, ref, phone, rules.operators().of(phone), grade(row.grade()), channel, playbook,
                fields(row));
    }

    private static String ref(String text) {
        String ref = text.strip();
        if (ref.isEmpty()) {
            throw new Refusal("ref", RowError.MISSING, "got no ref, expected the upstream's own reference");
        }
        if (ref.length() > REF) {
            throw new Refusal("ref", RowError.REF_TOO_LONG,
                    "got " + ref.length() + " characters, expected at most " + REF);
        }
        for (int i = 0; i < ref.length(); i++) {
            // Half a pair would be stored as '?', and be the same ref as another.
            int c = ref.codePointAt(i);
            if (c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                throw new Refusal("ref", RowError.INVALID,
                        "got a control character or half of one, expected printable text");
            }
            i += Character.charCount(c) - 1;
        }
        return ref;
    }

    private Phone phone(String text) {
        if (text.isBlank()) {
            throw new Refusal("phone", RowError.MISSING, "got no phone, expected a number");
        }
        Optional<Phone> phone = rules.phones().read(text);
        if (phone.isEmpty()) {
            throw new Refusal("phone", RowError.INVALID_PHONE, PhoneReader.refusal(text));
        }
        return phone.get();
    }

    private Grade grade(String text) {
        return text.isEmpty()
                ? batch.grade()
                : Grade.of(text).orElseThrow(() -> new Refusal("grade", RowError.UNKNOWN_GRADE,
                        "got '" + shown(text) + "', expected urgent, high, medium or low"));
    }

    private NewWarning.Fields fields(Row.Texts row) {
        BatchTimes.Known times = defaults;
        if (!row.notBefore().isEmpty() || !row.expiresAt().isEmpty() || defaults.expiresAt() != null) {
            times = switch (BatchTimes.of(row.notBefore(), row.expiresAt(), defaults, rules.zone(),
                    batch.createdAt())) {
                case BatchTimes.Known known -> known;
                case BatchTimes.Wrong wrong -> throw new Refusal(wrong.field(), wrong.code(), wrong.message());
            };
        }
        return new NewWarning.Fields(row.fraudType(), row.name(), row.vars(), times.notBefore(), times.expiresAt());
    }

    private static void vars(Map<String, String> vars) {
        if (vars.isEmpty()) {
            return;
        }
        if (vars.size() > VARS) {
            throw new Refusal("vars", RowError.TOO_LONG,
                    "got " + vars.size() + " variables, expected at most " + VARS);
        }
        vars.forEach((name, text) -> {
            bound("vars", name, VAR_NAME);
            bound("vars", text, VAR);
        });
    }

    private static void bound(String field, String text, int most) {
        if (text.length() > most) {
            throw new Refusal(field, RowError.TOO_LONG,
                    "got " + text.length() + " characters, expected at most " + most);
        }
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    /** Leaves a check in the middle; has no stack trace, as a body may have a million of them. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String field;
        private final String code;
        private final String message;

        Refusal(String field, String code, String message) {
            super(message, null, false, false);
            this.field = field;
            this.code = code;
            this.message = message;
        }
    }
}
