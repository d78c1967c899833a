package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * Every key of the workbench and what it does, also with an input method on, on a wired gateway.
 */
class ConsoleKeysTest extends ConsoleRig {
    private static final String WORK = ".case:not(.preview) .casehead";
    private static final int CONTROL = 2;
    private static final int SHIFT = 8;
    /** What a browser says of a key that an input method looks at. */
    private static final int OF_THE_METHOD = 229;

    @BeforeAll
    static void start() {
        start(Doors.client("desk", "review", ""));
    }

    /** Opens a case of that number as upstream does; its id. */
    private static String flag(String phone, String grade, String name) {
        Caller.Answer answer = doors.as("desk").post("/v1/review/cases", "{\"phone\":\"" + phone + "\",\"grade\":\""
                + grade + "\",\"name\":\"" + name + "\",\"fraudType\":\"刷单返利\",\"reason\":\"已经转账\",\"unit\":\"呼伦贝尔\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static JsonNode item(String id) {
        return doors.as("desk").get("/v1/review/cases/" + id).json();
    }

    private void becomes(String id, String state) {
        browser.until(id + " " + state, () -> item(id).path("state").asText().equals(state));
    }

    private String selected() {
        return browser.text(".line.here .name");
    }

    /** Logs a reviewer in who is given no case unasked. */
    private void enter(String name) throws IOException {
        enter(name, Role.REVIEWER);
        browser.click(".go input");
    }

    /** Takes a certain case up, by keys. */
    private void take(String name) {
        // Out of what was found before.
        browser.press(Keys.ESCAPE);
        browser.shows(".lines", name);
        browser.press("/");
        browser.press(name, Keys.ENTER);
        browser.until(name + " selected", () -> selected().equals(name));
        browser.press(Keys.ENTER);
        browser.shows(WORK + " h1", name);
    }

    @Test
    void the_list_is_walked_and_found_in_without_a_mouse() throws IOException {
        List<String> names = List.of("甲一", "甲二", "甲三");
        for (int i = 0; i < names.size(); i++) {
            flag("1380013710" + i, "urgent", names.get(i));
        }
        enter("keys-1");
        browser.shows(".lines", "甲三");
        // Whatever other tests left stands in the list too.
        browser.press("/");
        browser.press("甲", Keys.ENTER);
        browser.until("three", () -> browser.count(".lines .line") == 3);
        String first = selected();
        browser.press("j");
        browser.until("the second", () -> !selected().equals(first));
        String second = selected();
        browser.shows(".case.preview h1", second);
        browser.press("j", "j", "j");
        browser.until("the last", () -> !List.of(first, second).contains(selected()));
        browser.press("k", "k", "k");
        browser.until("the first", () -> selected().equals(first));
        browser.press(Keys.ESCAPE);
        browser.lacks(".found");
        // A whole number finds its case, also when the list does not show it.
        browser.press("/");
        assertThat(browser.script("return document.activeElement.name")).isEqualTo("search");
        browser.press("13800137102", Keys.ENTER);
        browser.until("one", () -> browser.count(".lines .line") == 1 && selected().equals("甲三"));
        browser.press(Keys.ENTER);
        browser.shows(WORK + " h1", "甲三");
        browser.press("r");
        browser.lacks(WORK);
    }

    @Test
    void help_says_which_keys_work_now_and_the_palette_does_whatever_is_typed() throws IOException {
        flag("13800137111", "urgent", "乙一");
        enter("keys-2");
        browser.shows(".lines", "乙一");
        browser.press("?");
        browser.shows(".help", "下一个");
        assertThat(browser.text(".help")).doesNotContain("占线");
        browser.press(Keys.ESCAPE);
        browser.lacks(".help");
        take("乙一");
        browser.press("?");
        browser.shows(".help", "占线");
        assertThat(browser.text(".help")).contains("复制号码", "派出所");
        browser.press("?");
        browser.lacks(".help");
        // Letters in the palette only type: nothing is chosen, nothing taken up.
        browser.control("k");
        browser.press("n1");
        browser.press(Keys.ESCAPE);
        browser.lacks(".palette");
        assertThat(browser.count(".outcome[aria-pressed='true']")).isZero();
        browser.control("k");
        browser.press("关机");
        browser.shows(".palette li", "关机");
        browser.press(Keys.ENTER);
        browser.shows(".outcome[aria-pressed='true']", "关机");
        browser.control("k");
        browser.press("放回", Keys.ENTER);
        browser.lacks(WORK);
    }

    @Test
    void each_digit_is_its_outcome() throws IOException {
        Map<String, String> codes = Map.of("3", "busy", "4", "powered-off", "5", "refused", "6", "station-visit", "9",
                "unconvinced");
        Map<String, String> ids = new HashMap<>();
        codes.keySet().forEach(key -> ids.put(key, flag("1380013712" + key, "high", "丙" + key)));
        enter("keys-3");
        browser.shows(".lines", "丙3");
        for (String key : List.of("3", "4", "5")) {
            String id = Objects.requireNonNull(ids.get(key));
            take("丙" + key);
            browser.press(key);
            assertThat(browser.text(".outcome[aria-pressed='true'] kbd")).isEqualTo(key);
            browser.press(key);
            browser.lacks(".outcome[aria-pressed='true']");
            browser.press(key, Keys.ENTER);
            becomes(id, "snoozed");
            assertThat(item(id).at("/disposition/code").asText()).isEqualTo(codes.get(key));
        }
        for (String key : List.of("6", "9")) {
            String id = Objects.requireNonNull(ids.get(key));
            take("丙" + key);
            browser.press(key);
            browser.find("input[name='station']");
            browser.control(Keys.ENTER);
            if (key.equals("9")) {
                browser.shows(".note", "需要备注");
                browser.press("不听劝", Keys.ESCAPE);
                browser.control(Keys.ENTER);
            }
            browser.until("asked for the station", () -> "station".equals(
                    browser.script("return document.activeElement.name")));
            assertThat(item(id).path("state").asText()).isEqualTo("leased");
            browser.press("胜利派出所");
            browser.control(Keys.ENTER);
            becomes(id, "escalated");
            assertThat(item(id).at("/disposition/code").asText()).isEqualTo(codes.get(key));
            assertThat(item(id).path("station").asText()).isEqualTo("胜利派出所");
        }
    }

    @Test
    void a_number_is_copied_whole_and_a_text_goes_out_after_it_was_seen() throws IOException {
        String id = flag("13800137131", "urgent", "丁一");
        enter("keys-4");
        browser.cdp("Browser.grantPermissions", Map.of("permissions",
                List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        browser.shows(".lines", "丁一");
        take("丁一");
        assertThat(browser.text(".bigphone")).isEqualTo("138****7131");
        browser.press("c");
        browser.shows(".toasts", "已复制");
        // As a softphone gets it.
        browser.press("b");
        browser.control("v");
        browser.until("pasted", () -> "13800137131".equals(browser.find("textarea").getDomProperty("value")));
        browser.press(Keys.ESCAPE);
        browser.press("m");
        browser.shows(".smstext", "刷单返利");
        browser.press(Keys.ESCAPE);
        browser.lacks(".smstext");
        assertThat(doors.carrier().submits(List.of("13800137131"))).containsExactly(0);
        browser.press("m");
        browser.find(".smstext");
        browser.press(Keys.ENTER);
        browser.until("sent", () -> doors.carrier().submits(List.of("13800137131")).getFirst() == 1);
        browser.shows(".history", "发送短信");
        assertThat(item(id).path("state").asText()).isEqualTo("leased");
        browser.press("r");
        browser.lacks(WORK);
    }

    /** A key as an input method lets it through. */
    private void key(String code, int number, int modifiers) {
        Map<String, Object> key = Map.of("code", code, "key", number == OF_THE_METHOD ? "Process" : code,
                "windowsVirtualKeyCode", number, "modifiers", modifiers);
        Map<String, Object> down = new HashMap<>(key);
        down.put("type", "rawKeyDown");
        browser.cdp("Input.dispatchKeyEvent", down);
        Map<String, Object> up = new HashMap<>(key);
        up.put("type", "keyUp");
        browser.cdp("Input.dispatchKeyEvent", up);
    }

    @Test
    void a_chinese_input_method_takes_no_key_away_and_gives_none_while_it_composes() throws IOException {
        String id = flag("13800137141", "urgent", "戊一");
        enter("keys-5");
        browser.shows(".lines", "戊一");
        browser.script("window.keys = []; addEventListener('keydown', e => keys.push([e.code, e.isComposing, e.keyCode]"
                + ".join(' ')), true)");
        browser.press("/");
        browser.press("戊一", Keys.ENTER);
        browser.until("selected", () -> selected().equals("戊一"));
        // On, but nothing to write to: it says its own number, and the place of the key counts.
        key("Enter", OF_THE_METHOD, 0);
        browser.shows(WORK + " h1", "戊一");
        key("Digit4", OF_THE_METHOD, 0);
        browser.shows(".outcome[aria-pressed='true']", "关机");
        key("Digit4", OF_THE_METHOD, 0);
        browser.lacks(".outcome[aria-pressed='true']");
        key("Slash", OF_THE_METHOD, SHIFT);
        browser.find(".help");
        key("Slash", OF_THE_METHOD, SHIFT);
        browser.lacks(".help");
        // While it composes, what it is given is its own: it chooses with digits, Enter and Escape.
        browser.press("8", "b");
        browser.cdp("Input.imeSetComposition", Map.of("text", "jiashu", "selectionStart", 6, "selectionEnd", 6));
        key("Escape", 27, 0);
        key("Enter", 13, CONTROL);
        key("KeyK", 75, CONTROL);
        assertThat(String.valueOf(browser.script("return keys.slice(-3).join()")))
                .isEqualTo("Escape true 27,Enter true 13,KeyK true 75");
        assertThat(browser.script("return document.activeElement.name")).isEqualTo("note");
        assertThat(browser.count(".palette")).isZero();
        browser.cdp("Input.insertText", Map.of("text", "家属在场"));
        key("Enter", OF_THE_METHOD, CONTROL);
        assertThat(item(id).path("state").asText()).isEqualTo("leased");
        browser.until("composed", () -> "家属在场".equals(browser.find("textarea").getDomProperty("value")));
        browser.control(Keys.ENTER);
        becomes(id, "done");
        assertThat(item(id).at("/disposition/note").asText()).isEqualTo("家属在场");
    }
}
