package io.tocsin.ingest.row;

/**
 * Why a row was refused.
 *
 * @param index place of the row in the submission, see {@link RowReader#index}
 * @param ref the row's, as far as it has one that can be shown; else empty
 * @param field the field at fault, may be empty
 * @param code a stable word for it, one of the constants
 * @param message what was got and what was expected; never a whole phone number
 */
public record RowError(long index, String ref, String field, String code, String message) {
    /** Code: a required field is missing. */
    public static final String MISSING = "missing";
    /** Code: not a number of a phone in mainland China. */
    public static final String INVALID_PHONE = "invalid-phone";
    /** Code: no such grade. */
    public static final String UNKNOWN_GRADE = "unknown-grade";
    /** Code: no such playbook. */
    public static final String UNKNOWN_PLAYBOOK = "unknown-playbook";
    /** Code: no time, or times that contradict each other. */
    public static final String BAD_TIME = "bad-time";
    /** Code: {@code expiresAt} is past. */
    public static final String ALREADY_EXPIRED = "already-expired";
    /** Code: the ref has more characters than are kept. */
    public static final String REF_TOO_LONG = "ref-too-long";
    /** Code: the ref was accepted before, with another phone. */
    public static final String REF_CONFLICT = "ref-conflict";
    /** Code: the client has as many warnings pending as it may. */
    public static final String OVER_PENDING = "over-pending";
    /** Code: the row is not JSON, or not an object. */
    public static final String BAD_JSON = "bad-json";
    /** Code: the row is not CSV, or has other columns than the header. */
    public static final String BAD_CSV = "bad-csv";
    /** Code: the bytes are not text in the body's charset. */
    public static final String BAD_ENCODING = "bad-encoding";
    /** Code: a value or the row is longer than is kept. */
    public static final String TOO_LONG = "too-long";
    /** Code: a value of another kind than the field takes. */
    public static final String INVALID = "invalid";
    /** Code: a warning has no such field. */
    public static final String UNKNOWN_FIELD = "unknown-field";

    /** The error of a row whose ref was accepted before with another phone. */
    public static RowError refConflict(long index, String ref) {
        return new RowError(index, ref, "ref", REF_CONFLICT,
                "the ref was accepted before with another phone, expected a ref of its own");
    }
}
