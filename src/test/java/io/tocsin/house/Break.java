package io.tocsin.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A class that breaks one rule.
 *
 * @param rule how the rule's description begins
 * @param unit the class, a whole compilation unit
 */
public record Break(String rule, String unit) {
    private static final Pattern NAME = Pattern.compile("package ([\\w.]+);.*?(?:class|record|enum) (\\w+).*",
            Pattern.DOTALL);
    private static final List<String> TARGETS = List.of("io.tocsin.store", "io.tocsin.http", "io.tocsin.observe",
            "io.tocsin.plan", "io.tocsin.send", "io.tocsin.send.sms", "io.tocsin.send.sms.cmpp",
            "io.tocsin.send.sms.smpp", "io.tocsin.dispatch", "io.tocsin.report", "io.tocsin.config", "io.tocsin.cli");

    /** Returns the full name of the class that breaks the rule. */
    public String culprit() {
        Matcher name = NAME.matcher(unit);
        if (!name.matches()) {
            throw new IllegalArgumentException("expected a unit with a package and a type, got: " + unit);
        }
        return name.group(1) + "." + name.group(2);
    }

    @Override
    public String toString() {
        return culprit() + " breaks: " + rule;
    }

    /** Returns all units of a house in which every rule is broken. */
    public static String[] units() {
        List<String> units = new ArrayList<>(all().map(Break::unit).distinct().toList());
        TARGETS.forEach(room -> units.add("package " + room + "; public class Target {}"));
        units.add("package io.tocsin.report.inner; public class Back { io.tocsin.report.Loop loop; }");
        units.add("package io.tocsin.send.sms.smgp; sealed interface Root permits Plain, Timed {}");
        return units.toArray(String[]::new);
    }

    /** Returns at least one break of every rule. */
    public static Stream<Break> all() {
        return Stream.of(rooms(), libraries(), sources(), bytes(), declarations()).flatMap(List::stream);
    }

    private static List<Break> rooms() {
        return List.of(
                of("every package is a room", "package io.tocsin.attic; class Stray {}"),
                of("warning uses the JDK", "package io.tocsin.warning; class Logs { org.slf4j.Logger log; }"),
                of("plan uses the JDK", "package io.tocsin.plan; class Sends { io.tocsin.send.Target target; }"),
                of("ingest knows", "package io.tocsin.ingest; class Stores { io.tocsin.store.Target target; }"),
                of("report knows", "package io.tocsin.report; class Plans { io.tocsin.plan.Target target; }"),
                of("review knows", "package io.tocsin.review; class Reports { io.tocsin.report.Target target; }"),
                of("access knows", "package io.tocsin.access; class Serves { io.tocsin.http.Target target; }"),
                of("send knows", "package io.tocsin.send; class Dispatches { io.tocsin.dispatch.Target target; }"),
                of("send knows", "package io.tocsin.send; class Configured { io.tocsin.config.Target target; }"),
                of("dispatch knows",
                        "package io.tocsin.dispatch; class Encodes { io.tocsin.send.sms.cmpp.Target target; }"),
                of("dispatch knows", "package io.tocsin.dispatch; class Reports { io.tocsin.report.Target target; }"),
                of("net knows", "package io.tocsin.net; class Sends { io.tocsin.send.Target target; }"),
                of("config.value knows",
                        "package io.tocsin.config.value; class Roots { io.tocsin.config.Target target; }"),
                of("config knows", "package io.tocsin.config; class Sends { io.tocsin.send.Target target; }"),
                of("http knows", "package io.tocsin.http; class Stores { io.tocsin.store.Target target; }"),
                of("store knows", "package io.tocsin.store; class Observes { io.tocsin.observe.Target target; }"),
                of("observe knows", "package io.tocsin.observe; class Stores { io.tocsin.store.Target target; }"),
                of("simulate knows", "package io.tocsin.simulate; class Runs { io.tocsin.send.sms.Target target; }"),
                of("only the command line",
                        "package io.tocsin.review; class Commands { io.tocsin.cli.Target target; }"),
                of("send.sms.cmpp does not",
                        "package io.tocsin.send.sms.cmpp; class Borrows { io.tocsin.send.sms.smpp.Target target; }"),
                of("send.sms.sgip does not",
                        "package io.tocsin.send.sms.sgip; class Borrows { io.tocsin.send.sms.smpp.Target target; }"),
                of("send.sms.smgp does not",
                        "package io.tocsin.send.sms.smgp; class Borrows { io.tocsin.send.sms.smpp.Target target; }"),
                of("send.sms.smpp does not",
                        "package io.tocsin.send.sms.smpp; class Borrows { io.tocsin.send.sms.cmpp.Target target; }"),
                of("slices matching",
                        "package io.tocsin.report; public class Loop { io.tocsin.report.inner.Back b; }"));
    }

    private static List<Break> libraries() {
        return List.of(
                of("only store uses", "package io.tocsin.cli; class Gets { redis.clients.jedis.Jedis redis; }"),
                of("only dispatch uses", "package io.tocsin.send; class Breaks "
                        + "{ io.github.resilience4j.circuitbreaker.CircuitBreaker breaker; }"),
                of("only observe uses",
                        "package io.tocsin.http; class Counts { io.micrometer.core.instrument.Counter counter; }"),
                of("only http uses", "package io.tocsin.cli; class Serves { com.linecorp.armeria.server.Server s; }"),
                of("only access and store.secret use",
                        "package io.tocsin.store; class Hashes { org.bouncycastle.crypto.Digest digest; }"),
                of("only net and cli use",
                        "package io.tocsin.report; class Posts { java.net.http.HttpClient client; }"));
    }

    private static List<Break> sources() {
        return List.of(
                of("only net, cli and Gateway: reads", "package io.tocsin.review; class Now "
                        + "{ java.time.Instant now() { return java.time.Instant.now(); } }"),
                of("only net, cli and Gateway: reads", "package io.tocsin.review; class Today "
                        + "{ java.util.function.Supplier<?> today = () -> java.time.LocalDate.now(); }"),
                of("only net, cli and Gateway: reads", "package io.tocsin.store; class Ticks "
                        + "{ java.util.function.LongSupplier ticks = System::nanoTime; }"),
                of("only net, cli and Gateway: reads", "package io.tocsin.simulate; class Sleeps "
                        + "{ void sleep() throws Exception { Thread.sleep(1); } }"),
                of("only net, cli and Gateway: reads", "package io.tocsin.dispatch; class Clocked "
                        + "{ java.time.Clock clock = java.time.Clock.systemUTC(); }"),
                of("only net, cli and Gateway: draws", "package io.tocsin.dispatch; class Jitters "
                        + "{ int jitter() { return new java.util.Random().nextInt(); } }"),
                of("only net, cli and Gateway: draws", "package io.tocsin.dispatch; class Shuffles "
                        + "{ int any() { return java.util.concurrent.ThreadLocalRandom.current().nextInt(); } }"),
                of("only access and net use SecureRandom",
                        "package io.tocsin.store; class Keys { java.security.SecureRandom random; }"),
                of("only access and net draw a UUID", "package io.tocsin.store; class Names "
                        + "{ Object name() { return java.util.UUID.randomUUID(); } }"),
                of("warning and plan hold no", "package io.tocsin.plan; class Timed { java.time.InstantSource t; }"));
    }

    private static List<Break> bytes() {
        return List.of(
                of("codecs and message records",
                        "package io.tocsin.send.sms.cmpp; class LoggingDecoder { org.slf4j.Logger log; }"),
                of("codecs and message records",
                        "package io.tocsin.ingest.tcp; class TimingEncoder { io.netty.util.HashedWheelTimer timer; }"),
                of("codecs and message records", "package io.tocsin.send.sms.smgp; "
                        + "record Timed(java.time.InstantSource clock) implements Root {}"),
                of("implementors of a sealed",
                        "package io.tocsin.send.sms.smgp; final class Plain implements Root {}"));
    }

    private static List<Break> declarations() {
        return List.of(
                of("fields that are static", "package io.tocsin.net; class Counted { static int count; }"),
                of("no static field holds", "package io.tocsin.net; class Cached "
                        + "{ static final java.util.concurrent.ConcurrentHashMap<String, String> CACHE = null; }"),
                of("every package is @NullMarked", "package io.tocsin.net.bare; class Unmarked {}"),
                of("constructors that", "package io.tocsin.net; class Hungry "
                        + "{ Hungry(int a, int b, int c, int d, int e, int f, int g, int h) {} }"),
                of("no name contains", "package io.tocsin.net; class StringUtils {}"),
                of("no name contains", "package io.tocsin.net; class SessionManager {}"));
    }

    private static Break of(String rule, String unit) {
        return new Break(rule, unit);
    }
}
