package io.tocsin.dispatch.contract.keeping;

import io.tocsin.dispatch.contract.ContractConfig;
import io.tocsin.plan.QuietHours;
import io.tocsin.warning.Grade;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a contract allows at a moment. Safe for use by several threads. */
public final class Contract {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** What need not try a carrier that refuses: an urgent warning asks for itself. */
    private static final Set<Grade> CAN_WAIT = Set.copyOf(EnumSet.complementOf(EnumSet.of(Grade.URGENT)));

    private final ContractConfig config;
    private final @Nullable QuietHours hours;
    private final Set<Grade> ordinary;
    private final ZoneId zone;
    private final DayQuota quota;
    private final Refusals refusals = new Refusals();

    /**
     * A contract whose day and hours are those of a zone.
     *
     * @param name of the carrier
     */
    public Contract(String name, ContractConfig config, ZoneId zone) {
        this.config = config;
        this.zone = zone;
        hours = config.forbidden() == null
                ? null
                : new QuietHours(config.forbidden().from(), config.forbidden().to(), zone);
        EnumSet<Grade> rest = EnumSet.allOf(Grade.class);
        rest.removeAll(config.excepted());
        ordinary = Set.copyOf(rest);
        quota = new DayQuota(name, config.quota(), zone);
    }

    /** Grades of which nothing may be given to the carrier at that time. */
    public Set<Grade> forbidden(Instant now) {
        if (!refusals.isClosed(now)) {
            return inHours(now);
        }
        EnumSet<Grade> both = EnumSet.copyOf(CAN_WAIT);
        both.addAll(inHours(now));
        return both;
    }

    private Set<Grade> inHours(Instant now) {
        return hours != null && hours.contains(now) ? ordinary : Set.of();
    }

    /** Why {@link #forbidden} holds something back at that time, in words. */
    public String reason(Instant now) {
        return refusals.isClosed(now) ? "carrier says that it takes nothing for now" : "carrier's forbidden hours";
    }

    /**
     * Whether it is left alone at that time since the carrier itself refuses, but for what is urgent.
     */
    public boolean isClosed(Instant now) {
        return refusals.isClosed(now);
    }

    /** Why nothing at all may be given to it at that time, in words; null when something may. */
    public @Nullable String trouble(Instant now) {
        if (quota.isUsedUp()) {
            return "daily quota used up";
        }
        return forbidden(now).size() == Grade.values().length ? reason(now) : null;
    }

    /**
     * From when on a warning of that grade may be given to it: that time when it may then; never as far
     * as anybody knows while the carrier itself refuses.
     */
    public Instant opens(Grade grade, Instant now) {
        if (refusals.isClosed(now)) {
            return Instant.MAX;
        }
        Instant at = now;
        if (quota.isUsedUp()) {
            at = now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        }
        return hours != null && inHours(at).contains(grade) ? hours.end(at) : at;
    }

    /**
     * The carrier answered: so often that its own quota is used up or that it is not its hour, so often
     * that it takes what it is given.
     */
    public void answered(int refused, int taken, Instant now) {
        refusals.heard(refused, taken, now);
    }

    /** Whether the carrier said last that it takes nothing for now. */
    public boolean isRefused(Instant now) {
        return refusals.isLatest(now);
    }

    /**
     * What it says of a moment, for people.
     *
     * @param cost money for a segment or a call attempt; null when it is not told
     * @param detail what it keeps back and until when, empty for nothing
     */
    public record Now(@Nullable Double cost, String detail) {}

    /** What it says of that time. */
    public Now at(Instant now) {
        return new Now(config.cost(), detail(now));
    }

    private String detail(Instant now) {
        if (quota.isUsedUp()) {
            return "the day's quota of " + config.quota() + " is used up, until midnight";
        }
        if (refusals.isClosed(now)) {
            return "refuses for its own quota or hours, is asked again at "
                    + CLOCK.format(refusals.until().atZone(zone));
        }
        if (hours == null || !hours.contains(now)) {
            return "";
        }
        return "forbidden hours until " + CLOCK.format(hours.end(now).atZone(zone))
                + (config.excepted().isEmpty() ? "" : ", but for some grades");
    }

    /**
     * What it keeps of the day's quota.
     *
     * @return one that allows everything when there is none
     */
    public DayQuota quota() {
        return quota;
    }

    /** Whether both tell their cost, and this one's is less. */
    public boolean isCheaperThan(Contract other) {
        Double mine = config.cost();
        Double theirs = other.config.cost();
        return mine != null && theirs != null && mine < theirs;
    }
}
