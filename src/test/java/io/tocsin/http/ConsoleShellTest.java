package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.user.Role;
import io.tocsin.config.value.Listen;
import io.tocsin.console.Chromium;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The console's frame in a real browser: in, about, locked, out. */
@Tag("browser")
class ConsoleShellTest {
    private static final String NEXT = "Correct-Horse-7";
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;
    @SuppressWarnings("NullAway.Init") // set before each test
    private People people;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Door door;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Chromium browser;

    @BeforeEach
    void open() {
        Chromium.isNeeded();
        redis = SERVER.connect();
        people = new People(redis);
        door = new Door(new HttpConfig(Listen.loopback(0), null), people.guard, people.sessions(),
                new ConsoleResource());
        people.add("zhang", "呼伦贝尔", Role.DUTY);
        browser = new Chromium(1366, 768);
        browser.open("http://127.0.0.1:" + door.port() + "/");
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

    private void logIn(String password) {
        browser.fill("用户名", "zhang");
        browser.fill("密码", password);
        browser.fill("动态验证码", people.code("zhang"));
        browser.press(Keys.ENTER);
    }

    private void first() {
        logIn(people.given("zhang"));
        browser.shows("h1", "修改密码");
        browser.fill("当前密码", people.given("zhang"));
        browser.fill("新密码", NEXT);
        browser.fill("再输入一次", NEXT);
        browser.press(Keys.ENTER);
        browser.shows(".bar", "zhang");
        people.later(java.time.Duration.ofSeconds(30));
    }

    @Test
    void a_person_logs_in_changes_the_password_locks_unlocks_and_leaves() {
        browser.shows("h1", "反诈预警");
        assertThat(browser.faults()).isEmpty();
        browser.picture("door");
        logIn("wrong");
        browser.shows(".wrong", "登录");
        first();
        browser.shows("nav", "止呼名单");
        assertThat(browser.text("nav")).doesNotContain("审计日志");
        assertThat(browser.faults()).isEmpty();
        browser.control("k");
        browser.find(".palette input");
        browser.press("锁定", Keys.ENTER);
        browser.shows("h1", "zhang，屏幕已锁定");
        assertThat(browser.faults()).isEmpty();
        browser.fill("密码", NEXT);
        browser.press(Keys.ENTER);
        browser.shows(".bar", "zhang");
        browser.button("zhang");
        browser.button("退出登录");
        browser.shows("h1", "反诈预警");
        logIn(NEXT);
        browser.shows(".bar", "zhang");
    }

    @Test
    void language_theme_help_and_palette_are_a_key_or_a_click_away() {
        first();
        browser.button("English");
        browser.shows("nav", "Stop list");
        browser.press("?");
        browser.shows(".help", "Keys that work now");
        assertThat(browser.faults()).isEmpty();
        browser.press(Keys.ESCAPE);
        browser.lacks(".help");
        browser.control("k");
        browser.press("theme", Keys.ESCAPE);
        browser.lacks(".palette");
        browser.dark(true);
        browser.until("dark", () -> "dark".equals(browser.script("return document.documentElement.dataset.theme")));
        browser.picture("stops-dark");
        assertThat(browser.faults()).isEmpty();
        browser.button("中文");
        browser.shows("nav", "止呼名单");
    }

    @Test
    void every_module_is_javascript_that_finds_what_it_imports() throws IOException {
        Path sources = Path.of("src/main/resources/io/tocsin/console");
        try (Stream<Path> all = Files.walk(sources)) {
            for (Path module : all.filter(file -> file.toString().endsWith(".js")).sorted().toList()) {
                Object said = browser.later("""
                        const [name, done] = arguments;
                        const base = document.querySelector('script').src.replace('app/main.js', '');
                        import(base + name).then(() => done(''), wrong => done(String(wrong)));""",
                        sources.relativize(module).toString());
                assertThat(said).as(module.toString()).isEqualTo("");
            }
        }
    }

    @Test
    void who_comes_next_at_the_same_screen_finds_nothing_of_the_one_before() {
        first();
        people.add("wang", "呼伦贝尔", Role.DUTY);
        browser.script("sessionStorage.setItem('tocsin.draft.c1', '{}')");
        browser.cdp("Network.enable", Map.of());
        browser.cdp("Network.clearBrowserCookies", Map.of());
        browser.script("location.reload()");
        browser.shows("h1", "反诈预警");
        browser.fill("用户名", "wang");
        browser.fill("密码", people.given("wang"));
        browser.fill("动态验证码", people.code("wang"));
        browser.press(Keys.ENTER);
        browser.shows("h1", "修改密码");
        assertThat(browser.script("return sessionStorage.getItem('tocsin.draft.c1')")).isNull();
    }

    @Test
    void a_script_that_is_not_from_here_is_stopped_and_the_tests_see_it() {
        browser.script("document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))");
        browser.until("told", () -> browser.meant("Content Security Policy"));
    }
}
