package io.tocsin.http;

import io.tocsin.report.export.Language;

/** The columns of the report's workbook, in the words of those who read it. */
enum ReportColumn {
    /** Which day. */
    DAY("日期", "Day"),
    /** Accepted ones. */
    WARNINGS("预警数", "Warnings"),
    /** Whose person was reached. */
    REACHED("触达数", "Reached"),
    /** Of those that ended. */
    REACHED_SHARE("触达率", "Reached, share"),
    /** Whose person seems to be a victim. */
    FLAGGED("疑似被骗", "Flagged"),
    /** New cases. */
    OPENED("新增复核单", "Cases opened"),
    /** By a person for the first time. */
    TOUCHED("首次处理", "Taken up"),
    /** With a disposition. */
    CLOSED("已复核", "Closed"),
    /** Of the new ones. */
    REVIEWED_SHARE("复核率", "Reviewed, share"),
    /** Of the closed ones. */
    DISSUADED("劝阻数", "Dissuaded"),
    /** Of the closed ones. */
    DISSUADED_SHARE("劝阻率", "Dissuaded, share"),
    /** For a visit. */
    ESCALATED("转派出所", "To stations"),
    /** Kept from swindlers. */
    SAVED("止损金额（元）", "Saved, yuan"),
    /** Not kept from them. */
    LOST("损失金额（元）", "Lost, yuan"),
    /** Clocks that ran out. */
    BREACHES("超时次数", "Breaches");

    private final String zh;
    private final String en;

    ReportColumn(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    private static String days(ReportLine line, Language language) {
        if (line.day() == null) {
            return language == Language.EN ? "sum" : "合计";
        }
        return line.day().equals(line.last()) ? line.day().toString() : line.day() + " – " + line.last();
    }

    /** Whether it tells of warnings, which units without a client of their own have none of. */
    boolean isOfWarnings() {
        return this == WARNINGS || this == REACHED || this == REACHED_SHARE || this == FLAGGED;
    }

    /** Its heading. */
    String title(Language language) {
        return language == Language.EN ? en : zh;
    }

    /** What stands in it: a text, a whole number, an amount, or a share. */
    Object of(ReportLine line, Language language) {
        return switch (this) {
            case DAY -> days(line, language);
            case WARNINGS -> line.warnings();
            case REACHED -> line.reached();
            case REACHED_SHARE -> line.reachedShare();
            case FLAGGED -> line.flagged();
            case OPENED -> line.opened();
            case TOUCHED -> line.touched();
            case CLOSED -> line.closed();
            case REVIEWED_SHARE -> line.reviewedShare();
            case DISSUADED -> line.dissuaded();
            case DISSUADED_SHARE -> line.dissuadedShare();
            case ESCALATED -> line.escalated();
            case SAVED -> CaseJson.yuan(line.savedFen());
            case LOST -> CaseJson.yuan(line.lostFen());
            case BREACHES -> line.breaches();
        };
    }
}
