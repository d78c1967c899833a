package io.tocsin.report.export;

/** The language of titles and words in files for people. */
public enum Language {
    /** The words of the API. */
    EN,
    /** The words of the console. */
    ZH
}
