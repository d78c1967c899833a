package io.tocsin.report.export;

import io.tocsin.report.ResultJson;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Warning;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** A warning as a row of a file for people. */
final class Row {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ResultJson forms;
    private final Language language;
    private final boolean whole;

    Row(ResultJson forms, Language language, boolean whole) {
        this.forms = forms;
        this.language = language;
        this.whole = whole;
    }

    Language language() {
        return language;
    }

    /** The cell's text; empty when there is nothing to say. */
    String cell(Standing standing, Column column) {
        Warning warning = standing.warning();
        return switch (column) {
            case REF -> warning.ref();
            case PHONE -> whole ? warning.phone().national() : warning.phone().masked();
            case OPERATOR -> Words.of(warning.operator(), language);
            case GRADE -> Words.of(warning.grade(), language);
            case FRAUD_TYPE -> warning.fraudType();
            case NAME -> warning.name();
            case STATE -> Words.of(standing.progress().state(), language);
            case CAUSE -> Words.of(standing.progress().cause(), language);
            case ATTEMPTS -> Integer.toString(standing.progress().attempts());
            case CHANNEL -> Words.channel(forms.channel(standing), language);
            case CARRIER -> forms.carrier(standing);
            case ACCEPTED -> time(warning.acceptedAt());
            case CHANGED -> time(ResultJson.changed(standing));
            case ID -> warning.id().toString();
            case FLAGGED -> standing.progress().has(Progress.FLAGGED) ? Words.yes(language) : "";
            case CALL -> standing.talk();
        };
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(forms.zone()));
    }
}
