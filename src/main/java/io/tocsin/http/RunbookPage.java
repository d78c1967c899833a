package io.tocsin.http;

import io.tocsin.report.export.Language;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The runbook as a page: an anchor for each alert, in lower case as alerts link to it and as it is
 * named, links to the boards and the console's pages, and from one alert to another.
 */
final class RunbookPage {
    private static final String ALERT = "### ";
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");

    private final Places places;
    private final Pattern linked;
    private final Map<String, String> conditions;
    private final Language language;
    private final Html html;

    /**
     * Where the text leads to.
     *
     * @param boards uids of the boards by title
     * @param pages names of the console's pages in its address, by their title
     */
    record Places(Map<String, String> boards, Map<String, String> pages) {}

    private RunbookPage(Language language, Places places, Map<String, String> conditions) {
        this.language = language;
        this.places = places;
        this.conditions = conditions;
        linked = Pattern.compile("\\b(Tocsin[A-Z]\\w+)|(?<!\\p{IsHan})(" + anyOf(places.boards()) + ")(?=[:：]| →)"
                + "|(?<=page |「)(" + anyOf(places.pages()) + ")(?!\\p{IsHan})");
        html = new Html(language == Language.ZH ? "处置手册" : "Runbook", language);
    }

    /**
     * Renders it.
     *
     * @param markdown what people read, an alert to each heading of the third rank
     * @param conditions when each alert fires, by its name; see {@link #conditions}
     */
    static String of(String markdown, Language language, Map<String, String> conditions, Places places) {
        return new RunbookPage(language, places, conditions).render(markdown);
    }

    private static String anyOf(Map<String, String> titles) {
        return titles.keySet().stream().sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote).collect(Collectors.joining("|"));
    }

    /** The paragraph behind each alert's heading that says how bad it is and when it fires. */
    static Map<String, String> conditions(String markdown) {
        Map<String, String> found = new TreeMap<>();
        for (String entry : markdown.split("\n" + ALERT, -1)) {
            String[] parts = entry.split("\n\n", 3);
            if (parts.length == 3 && parts[1].startsWith("**")) {
                found.put(parts[0], parts[1]);
            }
        }
        return found;
    }

    /** What each alert is called in the reader's language, by its name, if that stands behind it. */
    static Map<String, String> titles(String markdown) {
        return markdown.lines().filter(line -> line.startsWith(ALERT)).map(line -> line.substring(ALERT.length())
                .split(" ", 2)).filter(words -> words.length == 2).collect(Collectors.toMap(w -> w[0], w -> w[1]));
    }

    private String render(String markdown) {
        html.languages("/runbook");
        for (String block : markdown.split("\n\n", -1)) {
            block(block.strip());
        }
        return html.toString();
    }

    private void block(String block) {
        if (block.startsWith(ALERT)) {
            alert(block.substring(ALERT.length()));
        } else if (block.startsWith("#")) {
            html.element(block.startsWith("## ") ? "h2" : "h1", block.replaceFirst("^#+ ", ""));
        } else if (block.startsWith("- ")) {
            html.raw("<ul>\n");
            block.lines().forEach(line -> text("li", line.replaceFirst("^- ", "")));
            html.raw("</ul>\n");
        } else if (!block.startsWith("**") && !block.isEmpty()) {
            text("p", LINK.matcher(block).replaceAll("$1"));
        }
    }

    /**
     * Begins an alert: its name, and what it is called in the reader's language if that stands behind
     * it.
     */
    private void alert(String heading) {
        String[] words = heading.split(" ", 2);
        String name = words[0];
        html.raw("<h3 id=\"" + Html.escape(name.toLowerCase(Locale.ROOT)) + "\"><span id=\"" + Html.escape(name)
                + "\">").text(words.length == 1 ? name : words[1] + " " + name).raw("</span></h3>\n");
        String condition = conditions.get(name);
        if (condition != null) {
            String[] parts = condition.split(" — ", 2);
            html.raw("<details><summary>").inline(parts[0]).raw(language == Language.ZH ? "，触发条件" : ", fires when")
                    .raw("</summary><pre><code>").text(parts[parts.length - 1]).raw("</code></pre></details>\n");
        }
    }

    private void text(String element, String text) {
        html.raw("<" + element + ">");
        Matcher found = linked.matcher(text);
        int end = 0;
        while (found.find()) {
            html.inline(text.substring(end, found.start()));
            html.raw("<a href=\"" + Html.escape(target(found)) + "\">")
                    .text(found.group()).raw("</a>");
            end = found.end();
        }
        html.inline(text.substring(end)).raw("</" + element + ">\n");
    }

    private String target(Matcher found) {
        String alert = found.group(1);
        String board = found.group(2);
        return alert != null
                ? "#" + alert
                : "/#/" + (board != null
                        ? "monitor/" + places.boards().get(board)
                        : places.pages().get(found.group(3)));
    }
}
