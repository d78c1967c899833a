package io.tocsin;

import io.netty.util.concurrent.Ticker;
import io.tocsin.access.ApiKeys;
import io.tocsin.access.ClientConfig;
import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.value.HourRange;
import io.tocsin.config.value.NumberPrefixes;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.DispatchSettings;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.line.Texts;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.run.DispatchPorts;
import io.tocsin.dispatch.run.DispatchRules;
import io.tocsin.dispatch.run.Dispatcher;
import io.tocsin.dispatch.run.LineStatus;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Playbooks;
import io.tocsin.http.BatchSubmission;
import io.tocsin.http.BatchesResource;
import io.tocsin.http.CarrierDesk;
import io.tocsin.http.CarriersResource;
import io.tocsin.http.EventsResource;
import io.tocsin.http.HttpLimits;
import io.tocsin.http.HttpServer;
import io.tocsin.http.Probes;
import io.tocsin.http.Resource;
import io.tocsin.http.ResultsResource;
import io.tocsin.http.StopListResource;
import io.tocsin.http.WarningsResource;
import io.tocsin.ingest.BatchIds;
import io.tocsin.ingest.batch.BatchIntake;
import io.tocsin.ingest.limit.ClientGates;
import io.tocsin.ingest.IntakeListener;
import io.tocsin.ingest.limit.ClientLimits;
import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.phone.OperatorTable;
import io.tocsin.ingest.phone.PhoneReader;
import io.tocsin.ingest.phone.Portability;
import io.tocsin.ingest.row.RowRules;
import io.tocsin.net.EventLoops;
import io.tocsin.observe.Health;
import io.tocsin.observe.Probe;
import io.tocsin.observe.log.Logging;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.ReceiptMeters;
import io.tocsin.observe.meter.RequestMeters;
import io.tocsin.plan.QuietHours;
import io.tocsin.plan.Suppression;
import io.tocsin.report.Eta;
import io.tocsin.report.ResultJson;
import io.tocsin.report.export.Export;
import io.tocsin.report.receipts.Receipts;
import io.tocsin.report.receipts.ReceiptsSettings;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.sms.SmsCarriers;
import io.tocsin.send.sms.SmsEnvironment;
import io.tocsin.store.facade.Store;
import io.tocsin.store.facade.StoreFigures;
import io.tocsin.warning.Grade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node: every part made, joined and started in one place, closed in reverse. It is open
 * when {@link #start} returns.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int LOOPS = 2;

    private final TocsinConfig config;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Health health;
    private final Meters meters;
    private final Store store;
    private final List<Carrier> carriers = new ArrayList<>();
    private final Dispatcher dispatcher;
    private final Receipts receipts;
    private final HttpServer http;

    private Gateway(TocsinConfig config) {
        this.config = config;
        Logging.apply(config.log(), config.timezone(), config.node());
        try {
            ScheduledExecutorService scheduler = scheduler();
            meters = kept(new Meters(version()));
            store = kept(Store.open(config.store(), config.retention(),
                    new Store.Outside(clock, scheduler, random::nextBytes, System.getenv().getOrDefault("PATH", ""))));
            Probe storeProbe = kept(new Probe("the store", this::askStore, Duration.ofSeconds(1), clock));
            health = new Health(List.of(storeProbe::trouble));
            EventLoops loops = kept(new EventLoops(LOOPS, "sms"));
            Decisions decisions = decisions();
            receipts = kept(new Receipts(store.receipts(config.timezone()), config.store().partitions(), decisions::decide,
                    ReceiptsSettings.usual(), new ReceiptMeters(meters, clock, config.timezone()), System::nanoTime));
            dispatcher = dispatcher(decisions);
            carriers(loops);
            http = kept(http());
            storeProbe.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a node.
     *
     * @throws IllegalStateException when it cannot run; the message is for people
     */
    public static Gateway start(TocsinConfig config) {
        Gateway gateway = new Gateway(config);
        try {
            gateway.dispatcher.start();
            gateway.carriers.forEach(Carrier::start);
            gateway.http.start();
            gateway.health.started();
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    private ScheduledExecutorService scheduler() {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1,
                Thread.ofPlatform().name("tick").daemon().factory());
        open.push(scheduler::shutdownNow);
        return scheduler;
    }

    private void askStore() {
        store.trouble().ifPresent(trouble -> {
            throw new IllegalStateException(trouble);
        });
    }

    private Decisions decisions() {
        var rules = config.carriers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().route().ambiguous()));
        return new Decisions(new Playbooks(config.playbooks(), TocsinConfig.DEFAULT_PLAYBOOK), rules,
                RouteConfig.defaults().ambiguous(), clock, random.nextLong());
    }

    private Dispatcher dispatcher(Decisions decisions) {
        var listener = new io.tocsin.dispatch.DispatchListener() {
        };
        DispatchSettings settings = new DispatchSettings(config.settle().maxPending(), config.receipts().waitFor(),
                DispatchSettings.defaults().flowPause(), DispatchSettings.defaults().breakerOpen());
        Map<String, String> texts = config.templates().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().text()));
        DispatchRules rules = new DispatchRules(settings, decisions, suppression(),
                new Texts(texts, config.safety().exercise(), listener));
        DispatchPorts ports = new DispatchPorts(store.work(), store.control(), store.contacts(), listener);
        Dispatcher made = new Dispatcher(ports, rules, new Clocks(clock, System::nanoTime));
        open.push(() -> made.close(config.drain()));
        return made;
    }

    private Suppression suppression() {
        HourRange hours = config.policy().quietHours();
        Rate cap = config.policy().frequencyCap();
        NumberPrefixes onlyTo = config.safety().onlyTo();
        Set<Grade> preempting = config.grades().entrySet().stream().filter(e -> e.getValue().preempts())
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        return new Suppression(
                hours == null ? null : new QuietHours(hours.from(), hours.to(), config.timezone()),
                cap == null ? null : new Suppression.Cap((int) cap.count(), cap.period()), preempting,
                phone -> onlyTo.isEmpty() || onlyTo.matches(phone.national()));
    }

    private void carriers(EventLoops loops) {
        SmsCarriers sms = new SmsCarriers(new SmsEnvironment(loops, Ticker.systemTicker(),
                () -> LocalDateTime.now(clock.withZone(config.timezone())), random.nextLong()));
        CarrierEvents events = dispatcher
                .events((carrier, list, durable) -> receipts.take(carrier.name(), list, durable));
        config.carriers().forEach((name, carrier) -> {
            Carrier made = sms.make(carrier.sms(), events);
            carriers.add(made);
            dispatcher.add(made, carrier.route(), carrier.sms().text().signature());
        });
    }

    private HttpServer http() {
        ResultJson forms = new ResultJson(config.timezone(), number -> store.base().names().carriers().known(number));
        PhoneReader phones = new PhoneReader();
        Probes probes = probes();
        RequestMeters requests = new RequestMeters(meters);
        List<Resource> resources = List.of(new BatchSubmission(intake(phones), probes, BatchSubmission.IDLE),
                new BatchesResource(store.results(), store.control(), new Eta(clock), forms),
                new ResultsResource(store.results(), new Export(store.results(), forms)),
                new WarningsResource(store.results(), forms), new EventsResource(store.results(), forms),
                new StopListResource(store.contacts(), phones::read, forms),
                new CarriersResource(this::views, store.control()));
        return new HttpServer(config.http(), HttpLimits.defaults(), new ApiKeys(config.clients().values()), probes,
                resources, requests::answered);
    }

    private Probes probes() {
        return new Probes() {
            @Override
            public Optional<String> notReady() {
                return health.notReady();
            }

            @Override
            public Scrape metrics(String accept) {
                Meters.Scrape scrape = meters.scrape(accept);
                return new Scrape(scrape.contentType(), scrape.text());
            }
        };
    }

    private BatchIntake intake(PhoneReader phones) {
        Map<String, io.tocsin.warning.Channel> channels = config.playbooks().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().steps().getFirst().channel()));
        RowRules rules = new RowRules(phones, new OperatorTable(portability()), channels, config.timezone());
        Map<String, ClientLimits> limits = config.clients().values().stream().collect(
                Collectors.toMap(ClientConfig::name, client -> new ClientLimits(client.rate(), client.maxPending())));
        IntakeClock time = new IntakeTime(clock);
        return new BatchIntake(store.intake(), store.submissions(), rules,
                new ClientGates(limits, store.intake(), time), time, new BatchIds(clock, random), IntakeListener.NONE);
    }

    private Portability portability() {
        Path file = config.numbers().portability();
        try {
            return file == null ? Portability.none() : Portability.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("numbers.portability " + file + " cannot be read", e);
        }
    }

    private List<CarrierDesk.View> views() {
        return dispatcher.status().stream().map(this::view).toList();
    }

    private CarrierDesk.View view(LineStatus line) {
        CarrierConfig carrier = config.carriers().get(line.name());
        if (carrier == null) {
            throw new IllegalStateException("no carrier " + line.name() + " is configured");
        }
        String breaker = line.breaker().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new CarrierDesk.View(line.name(), carrier.sms().protocol().name().toLowerCase(Locale.ROOT),
                line.channel(), carrier.route().operators(),
                new CarrierDesk.Configured(carrier.route().rate(), null, carrier.route().weight()), line.health(),
                breaker);
    }

    /** The port of the HTTP door. */
    public int httpPort() {
        return http.port();
    }

    /** The port of the TCP door. */
    public int tcpPort() {
        return 0;
    }

    /** What Redis has used so far. */
    public StoreFigures storeFigures() {
        return store.figures();
    }

    /**
     * Stops taking work, lets attempts in flight end for as long as {@code drain} says, hands the rest
     * back and closes everything.
     */
    @Override
    public synchronized void close() {
        health.stopping();
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }

    private <T extends AutoCloseable> T kept(T part) {
        open.push(part);
        return part;
    }

    private static String version() {
        String version = Gateway.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    /** Time for intake. */
    private record IntakeTime(Clock clock) implements IntakeClock {
        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    }
}
