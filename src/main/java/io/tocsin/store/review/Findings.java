package io.tocsin.store.review;

import io.tocsin.review.Finding;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.review.dictionary.Disposition.Amount;
import io.tocsin.review.dictionary.Disposition.Effect;
import io.tocsin.review.dictionary.Disposition.NoteRule;
import io.tocsin.review.failure.BadDispositionException;
import io.tocsin.review.failure.OtherDictionaryException;
import io.tocsin.review.item.CaseId;
import java.time.Duration;
import java.util.Objects;

/** Holds what a reviewer found against the dictionary, and writes it as the script takes it. */
final class Findings {
    /** 10 billion yuan. */
    private static final long MOST_FEN = 1_000_000_000_000L;
    private static final int LONGEST_FIELD = 200;
    private static final int MOST_FIELDS = 16;
    private final CaseBase base;
    private final Dictionaries dictionaries;

    Findings(CaseBase base) {
        this.base = base;
        this.dictionaries = new Dictionaries(base.redis());
    }

    /** The disposition of what was found. */
    Disposition check(Dictionary dictionary, CaseId id, Finding finding) {
        Disposition disposition = known(dictionary, id, finding);
        String station = finding.fields().getOrDefault(Finding.STATION, "").strip();
        expect(disposition.effect() != Effect.ESCALATE || !station.isEmpty(), id, Finding.STATION,
                "the police station, for " + disposition.code());
        return disposition;
    }

    /** The same of what a station reports: where it is need not be said again. */
    Disposition checkFeedback(Dictionary dictionary, CaseId id, Finding finding) {
        return known(dictionary, id, finding);
    }

    /** The first disposition that escalates. */
    Disposition escalation(CaseId id) {
        return base.dictionary().get().dispositions().stream().filter(each -> each.effect() == Effect.ESCALATE)
                .findFirst().orElseThrow(() -> new BadDispositionException(id, "disposition",
                        "a dictionary with a disposition that escalates"));
    }

    private Disposition known(Dictionary dictionary, CaseId id, Finding finding) {
        int from = finding.version();
        if (from != 0 && from != dictionary.version() && !dictionaries.find(from)
                .flatMap(then -> then.find(finding.disposition())).equals(dictionary.find(finding.disposition()))) {
            throw new OtherDictionaryException(id, finding.disposition(), from, dictionary.version());
        }
        Disposition disposition = dictionary.find(finding.disposition())
                .orElseThrow(() -> new BadDispositionException(id, "disposition", "one of the dictionary's codes"));
        expect(disposition.note() != NoteRule.REQUIRED || !finding.note().isBlank(), id, "note",
                "a note, for " + disposition.code());
        expect(finding.note().length() <= Finding.LONGEST_NOTE, id, "note",
                "at most " + Finding.LONGEST_NOTE + " characters");
        amount(id, disposition, Amount.SAVED, finding.savedFen(), "amountSaved");
        amount(id, disposition, Amount.LOST, finding.lostFen(), "amountLost");
        disposition.fields().stream().filter(disposition.details().required()::contains)
                .forEach(name -> expect(!finding.fields().getOrDefault(name, "").isBlank(), id, "fields." + name,
                        "it, for " + disposition.code()));
        expect(finding.fields().size() <= MOST_FIELDS, id, "fields", "at most " + MOST_FIELDS);
        finding.fields().forEach((name, value) -> expect(
                disposition.fields().contains(name) && value.length() <= LONGEST_FIELD, id, "fields." + name,
                "one of " + disposition.fields() + ", at most " + LONGEST_FIELD + " characters"));
        return disposition;
    }

    private static void amount(CaseId id, Disposition disposition, Amount amount, long fen, String field) {
        expect(fen >= Finding.UNTOLD && fen <= MOST_FEN, id, field, "0 to " + MOST_FEN / 100 + " yuan");
        expect(fen != Finding.UNTOLD || !disposition.details().isRequired(amount), id, field,
                "an amount, 0 for none, for " + disposition.code());
        expect(fen <= 0 || disposition.amounts().contains(amount), id, field,
                "none, for " + disposition.code());
    }

    private static void expect(boolean holds, CaseId id, String field, String expected) {
        if (!holds) {
            throw new BadDispositionException(id, field, expected);
        }
    }

    Object[] arguments(int version, CaseId id, Finding finding, Disposition disposition, String effect) {
        Duration after = Objects.requireNonNullElse(disposition.after(), Duration.ZERO);
        return new Object[]{disposition.code(), version, Math.max(0, finding.savedFen()),
                Math.max(0, finding.lostFen()),
                base.seals().verdict(id.partition(), id.number(), finding.note(), finding.fields()), effect,
                after.toMillis(), finding.fields().getOrDefault(Finding.STATION, "").strip(),
                base.seals().text(id.partition(), id.number(), "h", finding.note())};
    }
}
