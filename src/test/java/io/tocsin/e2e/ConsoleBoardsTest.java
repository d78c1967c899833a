package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.access.user.Role;
import io.tocsin.cli.stand.Line;
import io.tocsin.console.Chromium;
import io.tocsin.house.Board;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What duty officers see and do in the console's 监控: a real browser, a gateway at work, a real
 * Prometheus.
 */
@Tag("browser")
@Tag("long")
class ConsoleBoardsTest {
    private static final Behaviour GOOD = Behaviour.good(3).withAnswers(Mix.parse("0=19,13=1"), Span.NONE)
            .withReceipts(Mix.parse("DELIVRD=9,MK:0012=1"), new Span(5, 50));
    private static final String DOWN = "//section[contains(., '断开的线路')]";
    @TempDir
    static Path folder;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static BoardStand stand;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Prometheus prometheus;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Chromium browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Chromium.isNeeded();
        assumeTrue(Promtool.isInstalled(), "prometheus is not installed: no board was drawn");
        stand = BoardStand.start(
                List.of(new Line("cmcc", "mobile", 1, 32, "500/s", GOOD),
                        new Line("agg", "mobile, unicom, telecom, fixed", 1, 32, "500/s", GOOD)),
                2, "1/d", "keys-11=1,keys-21=4,silent=1,leave-1=1");
        prometheus = Prometheus.impatient(folder, stand);
        stand.broadcast();
        stand.submit("grade=low", 1, 300);
        stand.submit("grade=high&playbook=call", 2, 60);
    }

    @AfterAll
    @SuppressWarnings("NullAway") // where there is no browser it was never started
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (stand != null) {
            stand.close();
        }
    }

    @BeforeEach
    void open() {
        browser = new Chromium(1366, 768);
    }

    @AfterEach
    void close() {
        assertThat(browser.complaints()).isEmpty();
        browser.close();
    }

    private void enter(String name) {
        browser.enter(stand.stand().gateway().httpPort(), stand.person(name, Role.DUTY).cookie());
    }

    /** Titles of panels all of whose queries may come to nothing. */
    private static Set<String> mayBeEmpty(Board board) throws IOException {
        Map<String, String> listed = Board.mayBeEmpty();
        Set<String> may = new TreeSet<>();
        board.queries().stream().collect(Collectors.groupingBy(Board.Query::panel)).forEach((panel, queries) -> {
            if (queries.stream().allMatch(query -> listed.containsKey(board.uid() + " " + query.place()))) {
                may.add(panel);
            }
        });
        return may;
    }

    @Test
    void all_boards_are_drawn_in_both_themes_and_every_panel_has_data() throws Exception {
        await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            stand.more();
            stand.takeUp();
            assertThat(prometheus.silent()).isEmpty();
        });
        enter("all");
        BoardView view = new BoardView(browser);
        for (Board board : Board.all()) {
            int panels = (int) board.queries().stream().map(Board.Query::panel).distinct().count();
            for (boolean dark : new boolean[]{false, true}) {
                browser.dark(dark);
                view.open(board.uid(), panels);
                assertThat(view.wrong()).as(board.uid()).isEmpty();
                assertThat(mayBeEmpty(board)).as(board.uid()).containsAll(view.empty());
                browser.picture("board-" + board.uid() + (dark ? "-dark" : ""));
                assertThat(browser.complaints()).as(board.uid()).isEmpty();
            }
        }
    }

    /**
     * The whole way: something breaks, the overview turns, its links lead to the cause and the cure.
     */
    @Test
    void who_sees_a_broken_line_finds_the_cause_the_runbook_and_the_cure_by_clicking() {
        enter("walk");
        browser.script("location.hash = '#/duty'");
        browser.shows(".drill", "cmcc");
        browser.xpath("//section[contains(@class, 'drill')]//li[.//b[text() = 'cmcc']]//button");
        browser.shows(".drill", "断开");
        browser.script("location.hash = '#/monitor'");
        browser.xpath("//select[@aria-label = '刷新']/option[contains(., '5 秒')]");
        browser.until("the overview turns", () -> browser.shownAt(DOWN + "//b", "1"));
        browser.shows(".paneltable", "线路断开 TocsinCarrierDown");
        browser.picture("walk-1-overview");
        browser.xpath(DOWN + "//header/a");
        browser.shows(".boardbar .here", "线路");
        browser.until("the line it is", () -> browser.shownAt(
                "//section[contains(., '线路一览')]//tr[td[1][contains(., 'cmcc')]]", "断开"));
        browser.picture("walk-2-carriers");
        browser.xpath("//nav//a[text() = '值班总览']");
        browser.xpath("//div[contains(@class, 'paneltable')]//a[contains(., 'TocsinCarrierDown')]");
        browser.follow();
        browser.size(1366, 768);
        browser.shows("h3#tocsincarrierdown", "线路断开");
        browser.picture("walk-3-runbook");
        browser.xpath("//h3[@id = 'tocsincarrierdown']/following-sibling::ul[1]//a[text() = '值班'][last()]");
        browser.shows(".drill", "断开");
        browser.picture("walk-4-duty");
        browser.xpath("//section[contains(@class, 'drill')]//li[.//b[text() = 'cmcc']]//button[contains(., '修好')]");
        browser.shows(".toasts", "cmcc 已修好");
        browser.xpath("//nav//a[contains(., '监控')]");
        browser.until("the overview turns back", () -> browser.shownAt(DOWN + "//b", "0"));
        browser.until("the alert is over",
                () -> !String.valueOf(browser.script("return document.body.textContent"))
                        .contains("TocsinCarrierDown"));
        browser.picture("walk-5-overview");
    }
}
