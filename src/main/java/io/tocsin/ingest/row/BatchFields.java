package io.tocsin.ingest.row;

/**
 * What a submission says once for all its rows, as it came; what is missing is empty.
 *
 * @param name a name for people
 * @param playbook name of a playbook
 * @param grade code or Chinese name of a grade
 * @param notBefore earliest time
 * @param expiresAt latest time
 */
public record BatchFields(String name, String playbook, String grade, String notBefore, String expiresAt) {
    /** Nothing said. */
    public static BatchFields none() {
        return new BatchFields("", "", "", "", "");
    }

    /**
     * The same with one more field.
     *
     * @throws IllegalArgumentException when a batch has no such field; says so
     */
    public BatchFields with(String field, String text) {
        return switch (field) {
            case "name" -> new BatchFields(text, playbook, grade, notBefore, expiresAt);
            case "playbook" -> new BatchFields(name, text, grade, notBefore, expiresAt);
            case "grade" -> new BatchFields(name, playbook, text, notBefore, expiresAt);
            case "notBefore" -> new BatchFields(name, playbook, grade, text, expiresAt);
            case "expiresAt" -> new BatchFields(name, playbook, grade, notBefore, text);
            default ->
                throw new IllegalArgumentException("got '" + (field.length() > 64 ? field.substring(0, 64) : field)
                        + "', expected name, playbook, grade, notBefore or expiresAt");
        };
    }
}
