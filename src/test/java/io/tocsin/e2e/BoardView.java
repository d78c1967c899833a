package io.tocsin.e2e;

import io.tocsin.console.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.Set;

/** A board of the console in a real browser, in a window so tall that all of it is drawn. */
final class BoardView {
    private static final int WIDTH = 1600;
    private static final int FIRST = 900;
    private static final int BARS = 160;
    /** What each panel has come to, by its title: waiting, wrong, undrawn, empty, shown. */
    private static final String PANELS = """
            const drawn = (canvas, colours) => {
              const copy = document.createElement('canvas');
              [copy.width, copy.height] = [canvas.width, canvas.height];
              const to = copy.getContext('2d', { willReadFrequently: true });
              to.drawImage(canvas, 0, 0);
              const { data } = to.getImageData(0, 0, canvas.width, canvas.height);
              for (let i = 0, n = 0; i < data.length; i += 4) {
                const rgb = [data[i], data[i + 1], data[i + 2]];
                n += data[i + 3] > 60 && (colours.some(one => one.every((c, k) => Math.abs(c - rgb[k]) < 30))
                  || Math.max(...rgb) - Math.min(...rgb) > 60) ? 1 : 0;
                if (n >= 3) { return true; }
              }
              return false;
            };
            const state = panel => {
              const empty = panel.querySelector('.panelbody > .empty');
              if (empty) {
                return empty.textContent === '…' ? 'waiting' : empty.textContent === '没有数据' ? 'empty' : 'wrong: ' + empty.textContent;
              }
              if (panel.querySelector('.stale')) { return 'wrong: ' + panel.querySelector('.stale').title; }
              if (panel.querySelector('.stat.bare b')?.textContent === '没有数据') { return 'empty'; }
              const chart = panel.querySelector('.chart');
              const canvas = panel.querySelector('canvas');
              const colours = [...panel.querySelectorAll('.legend i')]
                .map(one => getComputedStyle(one).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number));
              return !chart || (canvas && drawn(canvas, colours)) ? 'shown' : 'undrawn';
            };
            return Object.fromEntries([...document.querySelectorAll('.boardpanel')]
              .map((panel, i) => [(panel.querySelector('h3')?.textContent || '?') + ' ' + i, state(panel)]));""";

    private final Chromium browser;

    BoardView(Chromium browser) {
        this.browser = browser;
    }

    /**
     * Opens a board over the last quarter of an hour and waits until every panel has its answer.
     *
     * @param panels how many the board has, without its rows
     */
    void open(String uid, int panels) {
        browser.size(WIDTH, FIRST);
        browser.script("location.hash = '#/monitor/' + encodeURIComponent(arguments[0])", uid + "?from=now-15m&to=now");
        browser.until(uid + " is there", () -> Objects.equals(browser.script(
                "return document.querySelector('.boardbar .here')?.getAttribute('href').includes(arguments[0])"
                        + " && document.querySelectorAll('.boardpanel').length",
                uid), (long) panels));
        Object tall = Objects.requireNonNull(browser.script("return document.querySelector('.page').scrollHeight"));
        browser.size(WIDTH, ((Number) tall).intValue() + BARS);
        settled();
    }

    /** Waits until every panel has its answer and has drawn it. */
    void settled() {
        try {
            browser.until("every panel to have its answer, and to have drawn it", () -> states().values().stream()
                    .noneMatch(state -> state.equals("waiting") || state.equals("undrawn")));
        } catch (AssertionError e) {
            throw new AssertionError("panels: " + states(), e);
        }
    }

    private Map<?, ?> states() {
        return (Map<?, ?>) Objects.requireNonNull(browser.script(PANELS));
    }

    /** Panels that say that something is wrong. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        states().forEach((title, state) -> {
            if (String.valueOf(state).startsWith("wrong")) {
                wrong.add(title + ": " + state);
            }
        });
        return wrong;
    }

    /** Titles of panels that say that they have no data. */
    Set<String> empty() {
        Set<String> empty = new TreeSet<>();
        states().forEach((title, state) -> {
            if (state.equals("empty")) {
                empty.add(String.valueOf(title).replaceFirst(" \\d+$", ""));
            }
        });
        return empty;
    }
}
