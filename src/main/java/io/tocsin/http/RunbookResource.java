package io.tocsin.http;

import com.linecorp.armeria.common.HttpResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.report.export.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What to look at and do when an alert fires, as a page: alerts and the console's board of them
 * lead here. It says nothing about this site, and whoever is called at night may not be logged in.
 */
public final class RunbookResource implements Resource {
    private static final String ENGLISH = "runbook.md";
    private static final String CHINESE = "runbook.zh.md";
    private static final String WORDS = "zh.json";
    private static final String PAGE = "page.";

    private final Map<Language, String> pages = new EnumMap<>(Language.class);

    /** Reads the runbook that is shipped with the program. */
    public RunbookResource() {
        Map<String, byte[]> files = ShippedFolder.read("/runbook", ENGLISH);
        RunbookPage.Places places = new RunbookPage.Places(new Boards().all().stream().collect(Collectors
                .toMap(board -> board.title().replaceFirst("^Tocsin ", ""), Boards.Board::uid)), consolePages());
        String english = text(files, ENGLISH);
        Map<String, String> conditions = RunbookPage.conditions(english);
        pages.put(Language.EN, RunbookPage.of(english, Language.EN, conditions, places));
        pages.put(Language.ZH, RunbookPage.of(text(files, CHINESE), Language.ZH, conditions, places));
    }

    /**
     * The console's pages by their Chinese titles, by which the runbook calls them in both languages.
     */
    private static Map<String, String> consolePages() {
        byte[] words = Objects.requireNonNull(ShippedFolder.read("/io/tocsin/console/app", WORDS).get(WORDS), WORDS);
        try {
            Map<String, String> found = new TreeMap<>();
            new ObjectMapper().readTree(words).properties().stream().filter(each -> each.getKey().startsWith(PAGE))
                    .forEach(each -> found.put(each.getValue().asText(), each.getKey().substring(PAGE.length())));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each alert is called in Chinese, by its name. */
    static Map<String, String> chineseTitles() {
        return RunbookPage.titles(text(ShippedFolder.read("/runbook", CHINESE), CHINESE));
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(Objects.requireNonNull(files.get(name), name), StandardCharsets.UTF_8);
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/runbook", Set.of(), this::page));
    }

    private HttpResponse page(Exchange exchange) {
        Language language = exchange.language();
        return DocsResource.html(pages.getOrDefault(language, ""), language);
    }
}
