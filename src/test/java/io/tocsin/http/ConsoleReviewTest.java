package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.user.Role;
import io.tocsin.config.value.Listen;
import io.tocsin.console.Chromium;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The workbench by keyboard in a real browser; the queue behind it does as the test says. */
@Tag("browser")
class ConsoleReviewTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    /** The head of a case that is held, not only looked at. */
    private static final String WORK = ".case:not(.preview) .casehead";
    private final FakeReview review = new FakeReview();
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Door door;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Chromium browser;

    @BeforeEach
    void open() {
        Chromium.isNeeded();
        redis = SERVER.connect();
        People people = new People(redis);
        door = new Door(new HttpConfig(Listen.loopback(0), null), people.guard, people.sessions(), review,
                new ConsoleResource());
        people.add("zhang", "呼伦贝尔", Role.REVIEWER);
        review.add("high", "王建国", "冒充公检法", "asked-human", "通话中按 0 要求人工", 0);
        review.add("urgent", "李秀英", "刷单返利", "victim-suspected", "通话中表示已经转账", 400);
        review.add("medium", "赵敏", "虚假贷款", "refused-twice", "两次接通后 3 秒内挂断", 0);
        review.add("high", "孙大勇", "虚假投资理财", "busy-pattern", "4 分钟内 3 次占线，短信已送达", 0);
        People.In in = people.in(door, "zhang");
        browser = new Chromium(1366, 768);
        browser.enter(door.port(), in.cookie());
        browser.shows(".lines", "李秀英");
    }

    @AfterEach
    void close() {
        try {
            browser.close();
        } finally {
            door.close();
            redis.close();
        }
    }

    private void state(String id, String state) {
        browser.until(id + " " + state, () -> review.of(id).path("state").asText().equals(state));
    }

    @Test
    void cases_are_worked_from_the_first_to_the_last_by_keyboard_alone() {
        browser.picture("review-list");
        browser.press("n");
        browser.shows(WORK, "李秀英");
        browser.shows(".why", "通话中表示已经转账");
        browser.shows(".history", "提交线路");
        browser.press("v");
        browser.shows(".bigphone", "13800138000");
        browser.press("7");
        browser.shows(".extras", "损失金额");
        browser.control(Keys.ENTER);
        browser.shows(".note", "需要备注");
        assertThat(review.given).isEmpty();
        browser.press("已转 5 万，已报止付", Keys.ESCAPE);
        browser.picture("review-case");
        assertThat(browser.faults()).isEmpty();
        browser.control(Keys.ENTER);
        browser.shows(".toasts", "已保存：李秀英");
        browser.shows(WORK, "王建国");
        state("c2", "done");
        assertThat(review.given).containsExactly("c2 paid 已转 5 万，已报止付");
        browser.press("1", Keys.ENTER);
        browser.shows(WORK, "孙大勇");
        browser.press("s", "2");
        browser.shows(WORK, "赵敏");
        state("c4", "snoozed");
        browser.press("e");
        browser.press("胜利派出所");
        browser.control(Keys.ENTER);
        state("c3", "escalated");
        browser.shows(".panel", "下一个");
    }

    @Test
    void what_the_robot_heard_is_told_in_words_and_the_list_narrows_while_one_types() {
        review.add("urgent", "周建国", "虚假征信", "victim-suspected",
                "fraud-warning@1+2c70d07c2616 ask: key_1 [in-contact]", 500);
        review.add("urgent", "包超", "虚假征信", "asked-human", "fraud-warning@1+2c70d07c2616, 23 s: transferred,"
                + " end_transferred (asked-for-person): ask silence; ask key 0; human transfer answered;", 600);
        browser.shows(".lines", "周建国");
        browser.press("/");
        browser.press("周建");
        browser.lacks(".lines .line:nth-child(2)");
        browser.press(Keys.ENTER, Keys.ENTER);
        browser.shows(".why", "按 1：承认有人让转账");
        browser.shows(WORK, "周建国");
        browser.press("r");
        browser.press("/");
        browser.press("包");
        browser.press(Keys.ENTER, Keys.ENTER);
        browser.shows(".why", "23 秒，已转人工，要求找民警；没有按键 → 按 0 → 民警接听");
        browser.picture("review-told");
    }

    @Test
    void an_outcome_is_taken_back_with_all_that_was_typed() {
        browser.press("n");
        browser.shows(WORK, "李秀英");
        browser.press("b");
        browser.press("家属在场", Keys.ESCAPE);
        browser.press("1", Keys.ENTER);
        browser.shows(WORK, "王建国");
        state("c2", "done");
        browser.press("z");
        browser.shows(WORK, "李秀英");
        state("c2", "leased");
        assertThat(browser.find("textarea").getDomProperty("value")).isEqualTo("家属在场");
    }

    @Test
    void a_case_that_somebody_else_got_meanwhile_says_who_and_keeps_what_was_typed() {
        browser.press("n");
        browser.shows(WORK, "李秀英");
        browser.press("1", "b");
        review.steal("c2", "wang");
        browser.press("很长的备注");
        browser.shows(".lostbar", "wang");
        assertThat(browser.find("textarea").getDomProperty("value")).isEqualTo("很长的备注");
        assertThat(browser.faults()).isEmpty();
        browser.picture("review-lost");
    }

    @Test
    void what_came_too_late_is_told_with_what_was_typed() {
        browser.press("n");
        browser.shows(WORK, "李秀英");
        browser.press("b");
        browser.press("备注甲", Keys.ESCAPE);
        browser.until("kept", () -> review.of("c2").path("draft").asText().equals("备注甲"));
        browser.press("8");
        review.steal("c2", "wang");
        browser.control(Keys.ENTER);
        browser.shows(".refused", "wang");
        browser.shows(".refused", "备注甲");
        assertThat(review.given).isEmpty();
        browser.script("location.reload()");
        browser.shows(WORK, "王建国");
        browser.shows(".refused", "备注甲");
    }

    @Test
    void nothing_is_lost_while_the_network_is_gone_or_the_page_is_loaded_again() {
        browser.press("n");
        browser.shows(WORK, "李秀英");
        browser.press("8");
        state("c1", "leased");
        browser.offline(true);
        browser.press("b");
        browser.press("断网时写的", Keys.ESCAPE);
        browser.press(Keys.ENTER);
        browser.shows(".net", "1 项待发送");
        browser.shows(WORK, "王建国");
        browser.press("b");
        browser.press("第二单的备注");
        browser.picture("review-offline");
        browser.offline(false);
        state("c2", "done");
        assertThat(review.given).containsExactly("c2 false-alarm 断网时写的");
        browser.script("location.reload()");
        browser.shows(WORK, "王建国");
        browser.until("draft", () -> "第二单的备注".equals(browser.find("textarea").getDomProperty("value")));
    }

    /** As browsers count it: head and packed body of each answer. */
    @Test
    void the_first_screen_weighs_at_most_400_kB_with_all_that_it_really_loads() {
        browser.shows(".outcomes", "已劝阻");
        String loaded = String.valueOf(browser.script(
                "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
                        + ".map(each => each.name + ' ' + each.transferSize).join('\\n')"));
        assertThat(loaded).contains("/app/zh.json", "/lib/vue.js", "/review/page.js", "/review/acts.js", "/v1/session",
                "/v1/review/cases").doesNotContain("echarts", "en.json", "/lead/page.js", "/duty/page.js");
        assertThat(loaded.lines().mapToLong(each -> Long.parseLong(each.replaceFirst(".* ", ""))).sum()).as(loaded)
                .isBetween(50_000L, 400_000L);
        // Nothing of it came from a cache.
        assertThat(loaded.lines().filter(each -> each.contains("/console/"))).noneMatch(each -> each.endsWith(" 0"));
    }

    @Test
    void letters_are_letters_in_a_field_and_while_an_input_method_composes() {
        browser.press("n");
        browser.shows(WORK, "李秀英");
        browser.press("b");
        browser.press("n1ezs");
        browser.cdp("Input.imeSetComposition", Map.of("text", "zhuanzhang", "selectionStart", 10, "selectionEnd", 10));
        browser.cdp("Input.insertText", Map.of("text", "转账"));
        browser.until("typed", () -> String.valueOf(browser.find("textarea").getDomProperty("value")).contains("转账"));
        browser.shows(WORK, "李秀英");
        assertThat(String.valueOf(browser.find("textarea").getDomProperty("value"))).startsWith("n1ezs");
        assertThat(review.given).isEmpty();
    }

    @Test
    void it_is_seen_in_both_sizes_and_themes_and_as_a_wall() {
        browser.press("n");
        browser.shows(WORK, "李秀英");
        for (boolean dark : new boolean[]{false, true}) {
            browser.dark(dark);
            browser.size(1366, 768);
            browser.picture("review-1366-" + (dark ? "dark" : "light"));
            assertThat(browser.script("return document.body.scrollWidth <= innerWidth")).isEqualTo(true);
            browser.size(1920, 1080);
            browser.picture("review-1920-" + (dark ? "dark" : "light"));
            assertThat(browser.faults()).isEmpty();
        }
        browser.button("大屏");
        browser.lacks(".bar");
        browser.picture("review-wall");
        browser.press(Keys.ESCAPE);
        browser.find(".bar");
    }
}
