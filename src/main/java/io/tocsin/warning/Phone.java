package io.tocsin.warning;

/**
 * A telephone number in E.164 without the plus sign, as {@code 8613800138000} or
 * {@code 864708260110}.
 *
 * @param digits 8 to 15 digits, country code first
 */
public record Phone(String digits) {
    /** Refuses what is not 8 to 15 digits; the message does not repeat the number. */
    public Phone {
        if (digits.length() < 8 || digits.length() > 15 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "a phone number is 8 to 15 digits with its country code, got " + digits.length() + " characters");
        }
    }

    /**
     * The number as dialled inside China: 13800138000, or 04708260110 for a fixed line; other countries
     * with 00.
     */
    public String national() {
        if (!digits.startsWith("86")) {
            return "00" + digits;
        }
        String rest = digits.substring(2);
        return isMainlandMobile() ? rest : "0" + rest;
    }

    /** Whether this is an 11-digit mobile number of mainland China. */
    public boolean isMainlandMobile() {
        return digits.length() == 13 && digits.startsWith("861") && digits.charAt(3) >= '3';
    }

    /** The number as logs and pages may show it: 138****8000. */
    public String masked() {
        String n = national();
        return n.substring(0, Math.min(3, n.length() - 4)) + "****" + n.substring(n.length() - 4);
    }

    /** The masked number, so that no log shows the whole by accident. */
    @Override
    public String toString() {
        return masked();
    }
}
