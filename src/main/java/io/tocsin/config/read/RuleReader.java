package io.tocsin.config.read;

import io.tocsin.access.session.AccessConfig;
import io.tocsin.config.value.HourRange;
import io.tocsin.config.value.NumberPrefixes;
import io.tocsin.config.value.Rate;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.dispatch.GradeConfig;
import io.tocsin.dispatch.PolicyConfig;
import io.tocsin.dispatch.SafetyConfig;
import io.tocsin.dispatch.SettleConfig;
import io.tocsin.report.ReceiptConfig;
import io.tocsin.report.replies.ReplyConfig;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of service: {@code safety}, {@code grades}, {@code policy}, {@code settle},
 * {@code receipts}, {@code replies}.
 */
final class RuleReader {
    static final Kind<Optional<HourRange>> HOURS_OR_OFF = orOff(Kind.HOURS);
    static final Kind<Optional<Rate>> RATE_OR_OFF = orOff(Kind.RATE);
    static final Kind<Optional<Duration>> DURATION_OR_OFF = orOff(Kind.DURATION);

    private RuleReader() {}

    static SafetyConfig safety(Section section) {
        return section.make(SafetyConfig.defaults(),
                () -> new SafetyConfig(new NumberPrefixes(section.list("onlyTo", Kind.NUMBER_PREFIX, List.of())),
                        section.get("exercise", Kind.FLAG, false)));
    }

    static Map<Grade, GradeConfig> grades(Section section) {
        Map<Grade, GradeConfig> grades = new EnumMap<>(Grade.class);
        Arrays.stream(Grade.values()).forEach(grade -> {
            Section rules = section.section(grade.code());
            grades.put(grade,
                    new GradeConfig(rules.get("preempts", Kind.FLAG, GradeConfig.defaults(grade).preempts())));
        });
        return grades;
    }

    static PolicyConfig policy(Section section) {
        PolicyConfig usual = PolicyConfig.defaults();
        return section.make(usual,
                () -> new PolicyConfig(optional(section, "quietHours", HOURS_OR_OFF, usual.quietHours()),
                        optional(section, "frequencyCap", RATE_OR_OFF, usual.frequencyCap()),
                        optional(section, "callGap", DURATION_OR_OFF, usual.callGap())));
    }

    static SettleConfig settle(Section section, int largestWindow) {
        SettleConfig usual = SettleConfig.defaults();
        SettleConfig settle = section.make(usual,
                () -> new SettleConfig(section.get("maxPending", Kind.WHOLE, usual.maxPending())));
        if (settle.maxPending() < largestWindow) {
            section.refuse("maxPending", "at least the largest window of a carrier, " + largestWindow);
        }
        return settle;
    }

    static AccessConfig access(Section section) {
        AccessConfig usual = AccessConfig.defaults();
        return section.make(usual, () -> new AccessConfig(section.get("idle", Kind.DURATION, usual.idle()),
                section.get("longest", Kind.DURATION, usual.longest()),
                section.get("passwordAge", Kind.DURATION, usual.passwordAge())));
    }

    static ReceiptConfig receipts(Section section) {
        ReceiptConfig usual = ReceiptConfig.defaults();
        return section.make(usual, () -> new ReceiptConfig(section.get("wait", Kind.DURATION, usual.waitFor())));
    }

    static ReplyConfig replies(Section section) {
        ReplyConfig usual = ReplyConfig.defaults();
        return section.make(usual, () -> new ReplyConfig(section.list("optOut", Kind.TEXT, usual.optOut()),
                section.get("partsWait", Kind.DURATION, usual.partsWait())));
    }

    static <T> @Nullable T optional(Section section, String key, Kind<Optional<T>> kind, @Nullable T usual) {
        return section.get(key, kind, Optional.ofNullable(usual)).orElse(null);
    }

    static <T> Kind<Optional<T>> orOff(Kind<T> kind) {
        Function<String, Optional<T>> parse = text -> "off".equals(text)
                ? Optional.empty()
                : Optional.of(kind.parse().apply(text));
        return Kind.plain(kind.expected() + ", or off", parse);
    }
}
