package io.tocsin.warning;

import java.util.Optional;

/**
 * How urgent a warning is; the order of the constants is the order of service. The ordinal is
 * stored: only append.
 */
public enum Grade {
    /** 紧急: ahead of everything. */
    URGENT("urgent"),
    /** 高危. */
    HIGH("high"),
    /** 中危. */
    MEDIUM("medium"),
    /** 低危: the daily bulk. */
    LOW("low");

    private final String code;

    Grade(String code) {
        this.code = code;
    }

    /** The word used in configuration, the API and metrics. */
    public String code() {
        return code;
    }

    /**
     * The grade of that code or of its Chinese name (紧急, 高危, 中危, 低危).
     *
     * @param text what was written
     * @return empty when no grade is called so
     */
    public static Optional<Grade> of(String text) {
        return switch (text) {
            case "urgent", "紧急" -> Optional.of(URGENT);
            case "high", "高危", "高" -> Optional.of(HIGH);
            case "medium", "中危", "中" -> Optional.of(MEDIUM);
            case "low", "低危", "低" -> Optional.of(LOW);
            default -> Optional.empty();
        };
    }
}
