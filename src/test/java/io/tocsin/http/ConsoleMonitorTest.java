package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.user.Role;
import io.tocsin.config.value.Listen;
import io.tocsin.console.Chromium;
import io.tocsin.net.JdkHttpCaller;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The boards in a real browser, on made-up figures. */
@Tag("browser")
class ConsoleMonitorTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private final FakePrometheus prometheus = new FakePrometheus(this::said);
    private final JdkHttpCaller caller = new JdkHttpCaller();
    private static final String SLOW = "tocsin_redis_up";
    private static final String FAST = "tocsin_stopped";
    private volatile boolean gone;
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
        browser = new Chromium(1366, 768);
    }

    private void enter(MonitoringConfig config) {
        People people = new People(redis);
        door = new Door(new HttpConfig(Listen.loopback(0), null), people.guard, people.sessions(),
                new ConsoleResource(), new MonitoringResource(new PrometheusDoor(config, caller)));
        String name = "duty" + door.port();
        people.add(name, "呼伦贝尔", Role.DUTY);
        browser.enter(door.port(), people.in(door, name).cookie());
        browser.script("location.hash = '#/monitor'");
    }

    @AfterEach
    void close() {
        try {
            browser.close();
        } finally {
            door.close();
            redis.close();
            caller.close();
            prometheus.close();
        }
    }

    private FakePrometheus.Said said(FakePrometheus.Asked asked) {
        return gone ? new FakePrometheus.Said(500, "") : MadeUpFigures.answer(asked);
    }

    @Test
    void a_board_is_drawn_within_the_policy_and_can_be_read_without_its_charts() {
        enter(new MonitoringConfig(prometheus.url()));
        browser.shows(".boardbar nav .here", "值班总览");
        browser.shows(".stat b", "1");
        browser.script("document.querySelector('.kind-timeseries').scrollIntoView()");
        browser.script("document.querySelector('.page').scrollTop += 600");
        browser.shows(".legend", "紧急");
        browser.until("drawn", () -> browser.count(".chart canvas") > 0 && browser.count(".boardpanel .wrong") == 0);
        for (boolean dark : new boolean[]{false, true}) {
            browser.dark(dark);
            assertThat(browser.faults()).isEmpty();
            browser.picture("monitor" + (dark ? "-dark" : ""));
        }
        browser.button("English");
        browser.shows(".controls", "last 3 h");
    }

    @Test
    void the_slowest_warning_of_a_graph_leads_to_its_timeline() {
        enter(new MonitoringConfig(prometheus.url()));
        browser.shows(".stat b", "1");
        browser.script("document.querySelector('.kind-timeseries').scrollIntoView()");
        browser.script("document.querySelector('.page').scrollTop += 600");
        browser.shows(".exemplar", "4.5 秒");
        assertThat(browser.script("return document.querySelector('.exemplar').getAttribute('href')"))
                .isEqualTo("#/batches/" + MadeUpFigures.SLOWEST);
        assertThat(prometheus.asked()).filteredOn(each -> each.path().endsWith("/query_exemplars"))
                .isNotEmpty().allMatch(each -> each.query().contains("seconds_bucket"));
        assertThat(of("exemplars.js", "JSON.stringify(m.exemplars({ data: [{ seriesLabels: { carrier:"
                + " 'trunk' }, exemplars: [{ labels: { trace_id: 'w0000000000003' }, value: '7', timestamp: 50 }] },"
                + " { seriesLabels: { carrier: 'cmcc', le: '1' }, exemplars: [{ labels: { trace_id: '"
                + MadeUpFigures.SLOWEST + "' }, value: '1', timestamp: 50 }, { labels: { trace_id: 'w0000000000001' },"
                + " value: '2', timestamp: 50 }, { labels: { trace_id: 'other' }, value: '9', timestamp: 50 }, { labels:"
                + " { trace_id: 'w0000000000001' }, value: '2', timestamp: 150 }] }] }, { from: 0, to: 100 },"
                + " [{ labels: { carrier: 'cmcc' } }]))"))
                .isEqualTo("[{\"time\":50,\"value\":2,\"id\":\"w0000000000001\"}]");
        browser.script("document.querySelector('.exemplar').click()");
        browser.until("there", () -> String.valueOf(browser.script("return location.hash"))
                .equals("#/batches/" + MadeUpFigures.SLOWEST));
    }

    @Test
    void what_is_chosen_stands_in_the_address_and_in_the_questions() {
        enter(new MonitoringConfig(prometheus.url()));
        browser.shows(".stat b", "1");
        browser.script(
                "location.hash = '#/monitor/' + encodeURIComponent('tocsin-overview?var-instance=gw-2:8080&from=now-1h&to=now')");
        browser.shows(".pick", "gw-2:8080");
        browser.script("document.querySelector('.kind-timeseries').scrollIntoView()");
        browser.until("asked for it", () -> prometheus.asked().stream()
                .anyMatch(each -> each.query().contains("instance=~\"gw-2:8080\"") && hour(each)));
        assertThat(prometheus.asked()).noneMatch(each -> each.query().contains("$"));
    }

    private long asked(String metric) {
        return prometheus.asked().stream().filter(each -> each.query().contains(metric)).count();
    }

    @Test
    void a_panel_whose_answer_is_late_is_not_asked_for_again_meanwhile() {
        enter(new MonitoringConfig(prometheus.url()));
        browser.shows(".stat b", "1");
        browser.until("both are drawn", () -> asked(SLOW) == 1 && asked(FAST) == 1);
        browser.script("const real = window.fetch; window.held = []; window.fetch = (to, how) => String(to).includes('"
                + SLOW + "') ? new Promise(done => window.held.push(() => done(real(to)))) : real(to, how)");
        for (int times = 2; times <= 4; times++) {
            int most = times;
            browser.button("刷新");
            browser.until("the other panel is drawn, time " + times, () -> asked(FAST) == most);
        }
        assertThat(browser.script("return window.held.length")).isEqualTo(1L);
        browser.script("window.held.forEach(go => go())");
        browser.until("asked once more", () -> Objects.equals(browser.script("return window.held.length"), 2L));
        assertThat(asked(SLOW)).isEqualTo(2);
    }

    private static boolean hour(FakePrometheus.Asked asked) {
        return asked.form().containsKey("step") && Math.abs(Double.parseDouble(asked.form().getOrDefault("end", "0"))
                - Double.parseDouble(asked.form().getOrDefault("start", "0")) - 3600) < 60;
    }

    @Test
    void a_prometheus_that_is_gone_or_was_never_there_is_told_and_the_rest_stays() {
        enter(new MonitoringConfig(prometheus.url()));
        browser.shows(".stat b", "1");
        gone = true;
        browser.button("刷新");
        browser.shows(".notice", "Prometheus 无应答");
        browser.shows(".net", "已连接");
        assertThat(browser.count(".stat b")).isGreaterThan(5);
        gone = false;
        browser.button("刷新");
        browser.lacks(".notice");
        door.close();
        enter(MonitoringConfig.defaults());
        browser.shows(".notice", "尚未配置 Prometheus");
    }

    @Test
    void units_say_numbers_as_people_do() {
        enter(MonitoringConfig.defaults());
        for (List<String> each : List.of(List.of("0.00042,'s'", "420 微秒"), List.of("0.25,'s'", "250 毫秒"),
                List.of("4.25,'s'", "4.25 秒"), List.of("200,'s'", "3 分 20 秒"), List.of("3600,'s'", "1 小时"),
                List.of("3599.8,'s'", "1 小时"), List.of("90000,'s'", "1 天 1 小时"), List.of("1500,'ms'", "1.5 秒"),
                List.of("0.9994,'percentunit'", "99.94%"), List.of("0.5,'percentunit'", "50%"),
                List.of("183370,'short'", "18.3 万"), List.of("1200,'short'", "1,200"), List.of("0,'none'", "0"),
                List.of("306.4,'reqps'", "306 次/秒"), List.of("1536,'bytes'", "1.5 KiB"),
                List.of("0.0123,'short'", "0.012"), List.of("null,'s'", "–"), List.of("Infinity,'s'", "∞"))) {
            assertThat(of("units.js", "m.format(" + each.getFirst() + ", null, 'zh')")).as(each.getFirst())
                    .isEqualTo(each.getLast());
        }
        assertThat(of("units.js", "m.format(2500000, 'short', null, 'en')")).isEqualTo("2.5M");
    }

    @Test
    void expressions_are_filled_as_grafana_fills_them() {
        enter(MonitoringConfig.defaults());
        String variables = "{ node: { values: ['a.b', 'c'], multi: true }, one: { values: ['x\"y'] },"
                + " all: { values: ['p'], multi: true, all: '.+' } }";
        String times = "m.times({ from: 0, to: 10800 }, 20)";
        for (List<String> each : List.of(List.of("x{n=~\"$node\"}", "x{n=~\"(a\\\\.b|c)\"}"),
                List.of("x{n=\"${one}\"}", "x{n=\"x\\\"y\"}"), List.of("x{n=~\"[[all]]\"}", "x{n=~\".+\"}"),
                List.of("${node:csv} ${node:pipe} $other", "a.b,c a.b|c $other"),
                List.of("rate(x[$__rate_interval]) / x[$__range] $__interval ${__range_s}",
                        "rate(x[60s]) / x[10800s] 20s 10800"))) {
            assertThat(of("expression.js", "m.filled('" + each.getFirst() + "', " + variables + ", " + times + ")"))
                    .as(each.getFirst()).isEqualTo(each.getLast());
        }
        assertThat(of("variables.js", "m.labelQuestion('label_values(up{job=\"a\"}, instance)', 60).expr"))
                .isEqualTo("group by (instance) (last_over_time(up{job=\"a\"}[60s]))");
        assertThat(of("heat.js", "JSON.stringify(m.cells([{ labels: { le: '+Inf' }, points: [[1, 5]] },"
                + " { labels: { le: '1' }, points: [[1, 3]] }]).cells)")).isEqualTo("[[0,0,3],[0,1,2]]");
        assertThat(of("frames.js", "JSON.stringify(m.gapped([[0, 1], [10, 2], [40, 3]], 10))"))
                .isEqualTo("[[0,1],[10,2],[20,null],[40,3]]");
    }

    /** What an expression comes to about a module of the page, which it calls m. */
    private String of(String module, String expression) {
        return String.valueOf(Objects.requireNonNull(browser.later("""
                const [name, done] = arguments;
                const base = document.querySelector('script').src.replace('app/main.js', 'monitor/');
                import(base + name).then(m => done(%s), wrong => done(String(wrong)));""".formatted(expression),
                module)));
    }
}
