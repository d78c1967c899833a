package io.tocsin.ingest.row;

import java.util.Map;

/** A row as it was read: its texts, or why there are none. */
public sealed interface Row {
    /**
     * The texts of a row, as they came; what is missing is empty.
     *
     * @param ref the upstream's reference
     * @param phone the number
     * @param grade code or Chinese name of the grade
     * @param fraudType kind of fraud
     * @param name the person's name
     * @param playbook name of the playbook
     * @param notBefore earliest time
     * @param expiresAt latest time
     * @param vars further variables, in order
     */
    record Texts(String ref, String phone, String grade, String fraudType, String name, String playbook,
            String notBefore, String expiresAt, Map<String, String> vars) implements Row {}

    /**
     * A row that could not be read.
     *
     * @param ref the upstream's reference as far as it could be read, else empty
     * @param field the field at fault, may be empty
     * @param code one of {@link RowError}'s
     * @param message what was got and what was expected
     */
    record Unreadable(String ref, String field, String code, String message) implements Row {
        /** One whose reference could not be read. */
        public Unreadable(String field, String code, String message) {
            this("", field, code, message);
        }

        /** The same, of that reference. */
        public Unreadable of(String known) {
            return new Unreadable(known, field, code, message);
        }
    }
}
