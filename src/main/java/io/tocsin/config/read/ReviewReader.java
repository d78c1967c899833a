package io.tocsin.config.read;

import io.tocsin.config.read.kind.Words;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.review.rule.FlagRules;
import io.tocsin.review.rule.ReplyRule;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.dictionary.Details;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.review.dictionary.Disposition.Effect;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads {@code review}. */
final class ReviewReader {
    private static final Kind<String> LABEL = Kind.plain("a text of 1 to 40 characters", ReviewReader::label);
    private static final Kind<String> KEY = Kind.plain("a key from 1 to 9", text -> matching(text, "[1-9]"));
    private static final Kind<String> FIELD = Kind.plain("a name of at most 32 letters and digits",
            text -> matching(text, "[A-Za-z][A-Za-z0-9]{0,31}"));
    private static final Kind<Integer> VERSION = Kind.between(1, 1_000_000);
    private static final Kind<Duration> AFTER = Kind.between(Duration.ofSeconds(30), Duration.ofDays(30));

    private ReviewReader() {}

    static ReviewConfig review(Section section, DeskReader desks) {
        ReviewConfig usual = ReviewConfig.defaults();
        Map<Grade, ReviewConfig.Clocks> clocks = clocks(section.section("clocks"));
        FlagRules rules = rules(section.section("rules"));
        Dictionary dictionary = dictionary(section.section("dictionary"), usual.dictionary());
        DeskConfig desk = desks.desk(section);
        return section.make(usual, () -> new ReviewConfig(section.get("lease", Kind.DURATION, usual.lease()),
                section.get("assigned", Kind.DURATION, usual.assigned()),
                section.get("keep", Kind.DURATION, usual.keep()), clocks, rules, dictionary, desk));
    }

    private static Map<Grade, ReviewConfig.Clocks> clocks(Section section) {
        Map<Grade, ReviewConfig.Clocks> clocks = new EnumMap<>(Grade.class);
        Arrays.stream(Grade.values()).forEach(grade -> {
            Section of = section.section(grade.code());
            ReviewConfig.Clocks usual = ReviewConfig.Clocks.usual(grade);
            clocks.put(grade,
                    of.make(usual, () -> new ReviewConfig.Clocks(
                            of.get("firstTouch", Kind.DURATION, usual.firstTouch()),
                            of.get("close", Kind.DURATION, usual.close()))));
        });
        return clocks;
    }

    private static FlagRules rules(Section section) {
        FlagRules usual = FlagRules.defaults();
        ReplyRule reply = reply(section.section("reply"), usual.reply());
        return section.make(usual,
                () -> new FlagRules(
                        new HashSet<>(section.list("exhausted", Words.GRADE, List.copyOf(usual.exhausted()))),
                        section.get("askedHuman", Kind.FLAG, usual.askedHuman()),
                        section.get("refused", Kind.WHOLE, usual.refused()),
                        section.get("busy", Kind.WHOLE, usual.busy()),
                        section.get("busyWithin", Kind.DURATION, usual.busyWithin()), reply));
    }

    private static ReplyRule reply(Section section, ReplyRule usual) {
        return section.make(usual,
                () -> new ReplyRule(new HashSet<>(section.list("grades", Words.GRADE, List.copyOf(usual.grades()))),
                        section.list("ignore", Kind.TEXT, usual.ignore()),
                        section.list("alarm", Kind.TEXT, usual.alarm()),
                        section.get("alarmGrade", Words.GRADE, usual.alarmGrade())));
    }

    static Dictionary dictionary(Section section, Dictionary usual) {
        int version = section.get("version", VERSION, usual.version());
        List<Disposition> dispositions = new ArrayList<>();
        section.sections("dispositions").forEach(each -> dispositions.add(disposition(each)));
        return section.make(usual,
                () -> new Dictionary(version, dispositions.isEmpty() ? usual.dispositions() : dispositions));
    }

    private static Disposition disposition(Section section) {
        Effect effect = section.get("effect", Words.EFFECT, Effect.CLOSE);
        Duration after = effect == Effect.REQUEUE ? section.require("after", AFTER, Duration.ofMinutes(30)) : null;
        return new Disposition(section.name(), section.require("zh", LABEL, "-"), section.require("en", LABEL, "-"),
                section.find("key", KEY).orElse(null), effect, after,
                section.get("note", Words.NOTE, Disposition.NoteRule.OPTIONAL), details(section, effect));
    }

    private static Details details(Section section, Effect effect) {
        Map<String, Details.Label> labels = new HashMap<>();
        section.sections("labels").forEach(each -> labels.put(each.name(),
                new Details.Label(each.require("zh", LABEL, "-"), each.require("en", LABEL, "-"))));
        return section.make(Details.NONE, () -> new Details(
                new HashSet<>(section.list("amounts", Words.AMOUNT, List.of())),
                section.list("fields", FIELD, effect == Effect.ESCALATE ? List.of("station") : List.of()),
                new HashSet<>(section.list("required", FIELD, List.of())), labels));
    }

    private static String label(String text) {
        if (text.isBlank() || text.length() > 40) {
            throw new IllegalArgumentException(text);
        }
        return text.strip();
    }

    private static String matching(String text, String pattern) {
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
