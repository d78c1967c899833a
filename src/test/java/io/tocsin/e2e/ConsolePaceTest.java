package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * How long a reviewer waits for the page: twenty cases by keyboard beside four hundred open ones,
 * timed in the page itself, from the key to the frame that shows what it did. Prints its figures,
 * which docs/performance.md tells; it judges none, as machines differ.
 */
@Tag("long")
class ConsolePaceTest extends ConsoleRig {
    private static final int CASES = 20;
    private static final int OTHERS = 400;
    /** Notes for every key when the frame after its change of the page was made. */
    private static final String WATCH = """
            window.paces = [];
            let last = null;
            addEventListener('keydown', e => { last = { key: e.code, at: e.timeStamp }; }, true);
            new MutationObserver(() => {
              const of = last;
              if (!of) {
                return;
              }
              last = null;
              requestAnimationFrame(() => { const channel = new MessageChannel();
                channel.port1.onmessage = () => window.paces.push({ key: of.key, ms: performance.now() - of.at });
                channel.port2.postMessage(0); });
            }).observe(document.querySelector('.review'),
              { subtree: true, childList: true, attributes: true, characterData: true });
            performance.setResourceTimingBufferSize(5000);
            """;

    @BeforeAll
    static void start() {
        start(Doors.client("desk", "review", ""));
    }

    private static int done() {
        return doors.as("desk").get("/v1/review/summary").json().path("done").asInt();
    }

    @Test
    void twenty_cases_by_keyboard_are_timed() throws IOException {
        for (int i = 0; i < OTHERS; i++) {
            assertThat(doors.as("desk").post("/v1/review/cases", "{\"phone\":\"1380014" + (1000 + i)
                    + "\",\"grade\":\"" + (i < 2 * CASES ? "urgent" : "medium") + "\",\"name\":\"张" + i
                    + "\",\"fraudType\":\"刷单返利\",\"reason\":\"已经转账\"}").status()).isEqualTo(201);
        }
        enter("pace", Role.REVIEWER);
        browser.shows(".lines", "张0");
        browser.script(WATCH);
        browser.press("n");
        String before = "";
        for (int i = 0; i < CASES; i++) {
            String last = before;
            browser.until("case " + i, () -> !browser.text(".case:not(.preview) h1").equals(last));
            before = browser.text(".case:not(.preview) h1");
            browser.press("v");
            browser.shows(".bigphone", "1380014");
            browser.press("j", "k", "b");
            browser.press("已核实", Keys.ESCAPE);
            browser.press("8");
            browser.find(".outcome[aria-pressed='true']");
            browser.press(Keys.ENTER);
        }
        browser.until("all done", () -> done() == CASES);
        JsonNode told = new ObjectMapper().readTree(String.valueOf(browser.script("""
                return JSON.stringify({ keys: paces, calls: performance.getEntriesByType('resource')
                  .filter(each => each.name.includes('/v1/review/') && each.initiatorType === 'fetch')
                  .map(each => ({ key: each.name.replace(/.*\\/v1\\/review\\//, '').replace(/cases\\/\\w+/, 'cases/ID')
                    .replace(/\\?.*/, ''), ms: each.duration })) })""")));
        figures("key to frame", told.path("keys"));
        figures("call to answer", told.path("calls"));
        assertThat(told.path("keys").size()).isGreaterThan(CASES);
    }

    private static void figures(String what, JsonNode all) {
        List<String> kinds = StreamSupport.stream(all.spliterator(), false).map(each -> each.path("key").asText())
                .distinct().sorted().toList();
        List<String> lines = new ArrayList<>();
        for (String kind : kinds) {
            lines.add(kind + ": " + line(StreamSupport.stream(all.spliterator(), false)
                    .filter(each -> each.path("key").asText().equals(kind)).map(each -> each.path("ms").asDouble())
                    .sorted().toList()));
        }
        lines.add("all: " + line(StreamSupport.stream(all.spliterator(), false).map(each -> each.path("ms").asDouble())
                .sorted().toList()));
        System.out.println(what + "\n  " + String.join("\n  ", lines));
    }

    private static String line(List<Double> sorted) {
        return String.format("%d, median %.1f ms, p90 %.1f ms, longest %.1f ms", sorted.size(),
                sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 9 / 10), sorted.getLast());
    }
}
