package io.tocsin.http;

import io.tocsin.report.export.Language;
import java.util.Locale;

/**
 * Pages written on the server, that need no script and nothing from elsewhere. Everything that is
 * text is escaped.
 */
final class Html {
    private static final String STYLE = """
            body{font:16px/1.6 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif;color:#1c2330;background:#fff;
            max-width:60rem;margin:0 auto;padding:1.5rem}
            h1{font-size:1.8rem}h2{margin-top:2.5rem;border-bottom:2px solid #d8dee9}h3{margin:2rem 0 .3rem}
            code,pre{font:14px/1.5 ui-monospace,Consolas,monospace;background:#f2f4f8;border-radius:4px}
            code{padding:.1em .3em}pre{padding:.8rem;overflow-x:auto}pre code{padding:0}
            :target{border-left:.4rem solid #c62828;padding-left:.6rem}summary{cursor:pointer}
            table{border-collapse:collapse;width:100%;margin:.6rem 0}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #d8dee9}
            th{font-weight:600;background:#f2f4f8}a{color:#0b57a4}
            .get,.post,.patch{color:#fff;border-radius:4px;padding:.1em .5em;font:600 14px ui-monospace,monospace}
            nav table{font-size:15px}nav td{padding:.15rem .6rem;border:0}nav td:first-child{width:1%}nav a{text-decoration:none}
            .lang{float:right;margin:.4rem 0}code{overflow-wrap:anywhere}pre code{overflow-wrap:normal}
            @media (max-width:40rem){body{padding:1rem}th,td{padding:.25rem .35rem}nav td:nth-child(3){display:none}}
            .get{background:#1b6e3c}.post{background:#0b57a4}.patch{background:#8a5a00}
            @media (prefers-color-scheme:dark){body{color:#dde3ee;background:#12161d}
            code,pre,th{background:#1d2430}h2,th,td{border-color:#313b4c}a{color:#7db7f5}}""";

    private final Language language;
    private final StringBuilder out = new StringBuilder(16_384);

    /** Begins a page with that title. */
    Html(String title, Language language) {
        this.language = language;
        out.append("<!doctype html>\n<html lang=\"" + Languages.tag(language) + "\">\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>").append(escape(title))
                .append("</title>\n<style>").append(STYLE).append("</style>\n");
    }

    /** Appends a link to the same page in the other language. */
    Html languages(String path) {
        return raw(switch (language) {
            case EN -> "<p class=\"lang\"><a href=\"" + path + "?lang=zh\" lang=\"zh\">中文</a></p>\n";
            case ZH -> "<p class=\"lang\"><a href=\"" + path + "?lang=en\" lang=\"en\">English</a></p>\n";
        });
    }

    /** Appends markup as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Appends a text. */
    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** Appends a text in an element of that name. */
    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
    }

    /** Appends a heading that can be linked to. */
    Html heading(String level, String id, String text) {
        return raw("<" + level + " id=\"" + id + "\">").text(text).raw("</" + level + ">\n");
    }

    /** Appends a text with what the document uses of Markdown: paragraphs, code and emphasis. */
    Html prose(String text) {
        StringBuilder paragraph = new StringBuilder();
        boolean code = false;
        for (String line : text.lines().toList()) {
            if (line.strip().equals("```")) {
                end(paragraph);
                code = !code;
                raw(code ? "<pre><code>" : "</code></pre>\n");
            } else if (code) {
                text(line).raw("\n");
            } else if (line.isBlank()) {
                end(paragraph);
            } else {
                paragraph.append(line).append('\n');
            }
        }
        end(paragraph);
        return this;
    }

    private void end(StringBuilder paragraph) {
        if (!paragraph.isEmpty()) {
            raw("<p>").inline(paragraph.toString().strip()).raw("</p>\n");
            paragraph.setLength(0);
        }
    }

    /** Appends a line with code and emphasis. */
    Html inline(String text) {
        out.append(escape(text).replaceAll("`([^`]+)`", "<code>$1</code>").replaceAll("\\*\\*([^*]+)\\*\\*",
                "<strong>$1</strong>"));
        return this;
    }

    /** The id of a heading. */
    static String anchor(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out + "</html>\n";
    }
}
