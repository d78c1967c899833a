package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The runbook where alerts link to. */
class RunbookResourceTest {
    private static String page(String query, String accept) {
        try (Door door = new Door(new RunbookResource())) {
            HttpResponse<String> answer = door.send("/runbook" + query, b -> b.header("Accept-Language", accept).GET());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-security-policy")).hasValueSatisfying(
                    policy -> assertThat(policy).contains("default-src 'none'"));
            return answer.body();
        }
    }

    @Test
    void every_alert_has_its_anchor_in_both_languages() throws IOException {
        List<String> alerts = Files.readAllLines(Path.of("docs/runbook.md")).stream()
                .filter(line -> line.startsWith("### ")).map(line -> line.substring(4)).toList();
        assertThat(alerts).hasSizeGreaterThan(40);
        for (String page : List.of(page("", "en"), page("?lang=zh", "en"))) {
            assertThat(alerts).allMatch(name -> page.contains("<h3 id=\"" + name.toLowerCase(Locale.ROOT)
                    + "\"><span id=\"" + name + "\">"));
        }
    }

    @Test
    void it_leads_to_the_boards_and_from_one_alert_to_another() {
        String page = page("", "zh-CN");
        assertThat(page)
                .contains("<html lang=\"zh", ">线路断开 TocsinCarrierDown</span></h3>",
                        "<li>看：<a href=\"/#/monitor/tocsin-carriers\">线路</a>：线路一览, 会话",
                        "<a href=\"#TocsinRedisSlow\">TocsinRedisSlow</a>", "控制台「<a href=\"/#/duty\">值班</a>」页",
                        "「<a href=\"/#/lead\">督导</a>」页", "「<a href=\"/#/audit\">审计日志</a>」页")
                .contains("<summary><strong>critical</strong>，触发条件</summary>", "tocsin_carrier_up) == 0")
                .doesNotContain("断开的<a", "**", "](");
        assertThat(page("", "en")).contains("<li>Look at: <a href=\"/#/monitor/tocsin-carriers\">线路</a>: 线路一览, 会话",
                "<code>sessions</code>", "fires when", "(console, page <a href=\"/#/duty\">值班</a>");
    }
}
