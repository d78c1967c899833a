package io.tocsin;

import io.netty.util.concurrent.Ticker;
import io.tocsin.access.audit.AuditTrail;
import io.tocsin.access.user.Users;
import io.tocsin.config.Served;
import io.tocsin.config.TocsinConfig;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.run.DispatchPorts;
import io.tocsin.dispatch.run.Dispatcher;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.http.BatchSubmission;
import io.tocsin.ingest.batch.dry.DryRun;
import io.tocsin.http.BatchesResource;
import io.tocsin.http.CarriersResource;
import io.tocsin.http.DocsResource;
import io.tocsin.http.RunbookResource;
import io.tocsin.http.EventsResource;
import io.tocsin.http.HttpLimits;
import io.tocsin.http.HttpServer;
import io.tocsin.http.PhoneField;
import io.tocsin.http.Probes;
import io.tocsin.http.Resource;
import io.tocsin.http.ResultsResource;
import io.tocsin.http.PortabilityResource;
import io.tocsin.http.RepliesResource;
import io.tocsin.http.StopListResource;
import io.tocsin.http.StopResource;
import io.tocsin.http.TodayResource;
import io.tocsin.http.WarningsResource;
import io.tocsin.ingest.tcp.TcpDoor;
import io.tocsin.ingest.tcp.wire.TcpSettings;
import io.tocsin.net.EventLoops;
import io.tocsin.net.JdkHttpPoster;
import io.tocsin.net.Randomness;
import io.tocsin.observe.Health;
import io.tocsin.observe.Probe;
import io.tocsin.observe.log.Logging;
import io.tocsin.observe.meter.CarrierMeters;
import io.tocsin.observe.meter.DispatchMeters;
import io.tocsin.observe.meter.IntakeMeters;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.ReceiptMeters;
import io.tocsin.observe.meter.RequestMeters;
import io.tocsin.observe.meter.TcpMeters;
import io.tocsin.report.Eta;
import io.tocsin.report.Outlook;
import io.tocsin.report.Reach;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import io.tocsin.report.Timeline;
import io.tocsin.report.day.Days;
import io.tocsin.report.export.Export;
import io.tocsin.report.receipts.Receipts;
import io.tocsin.report.receipts.ReceiptsSettings;
import io.tocsin.report.replies.Replies;
import io.tocsin.report.webhook.Signer;
import io.tocsin.report.webhook.WebhookSettings;
import io.tocsin.report.webhook.WebhookTarget;
import io.tocsin.report.webhook.Webhooks;
import io.tocsin.send.recent.CauseWatch;
import io.tocsin.send.sms.SmsCarriers;
import io.tocsin.send.sms.SmsEnvironment;
import io.tocsin.store.facade.Store;
import io.tocsin.store.facade.StoreFigures;
import io.tocsin.store.reply.RedisStrays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node: every part made, joined and started in one place, closed in reverse. It is open
 * when {@link #start} returns.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int LOOPS = 2;
    /** Seconds between two looks at files that may change. */
    private static final int LOOK = 10;

    private final TocsinConfig config;
    private final Clock clock = Clock.systemUTC();
    private final RandomGenerator random = Randomness.secure();
    private final Closing open = new Closing(System::nanoTime);
    private final Meters meters;
    private final Instruments instruments;
    private final Store store;
    private final Outside outside;
    private final Probe probe;
    private final Probe totals;
    private final Probe redis;
    private final Health health;
    private final ReviewQueue review;
    private final VoiceRobot voice;
    private final Editing editing;
    private final Dispatcher dispatcher;
    private final Carriers carriers;
    private final ResultJson forms;
    private final Webhooks webhooks;
    private final Staff staff;
    private final ReviewRoom room;
    private final TcpDoor tcp;
    private final HttpServer http;

    private Gateway(TocsinConfig config, Outside outside) {
        this.config = config;
        this.outside = outside;
        Logging.apply(config.log(), config.timezone(), config.node());
        new Served(config).gaps().forEach(LOG::warn);
        try {
            meters = open.kept("the metrics", new Meters(version()));
            instruments = new Instruments(meters, config, clock);
            ScheduledExecutorService scheduler = scheduler();
            store = open.kept("the store", store(scheduler));
            probe = open.kept("the probe of the store",
                    new Probe("the store", this::askStore, Duration.ofSeconds(1), clock));
            totals = open.kept("the reader of the counters", instruments.totals(store.totals()));
            redis = open.kept("the reader of Redis' figures", instruments.redis(store));
            health = new Health(List.of(probe::trouble));
            forms = new ResultJson(config.timezone(), number -> store.base().names().carriers().known(number),
                    new Served(config)::channel, reach());
            webhooks = open.kept("webhooks under way", webhooks());
            EventLoops loops = open.kept("the network", new EventLoops(LOOPS, "loop"));
            instruments.process(loops, health);
            Rules rules = new Rules(config);
            instruments.ported(store.workParts().ported());
            Decisions decisions = rules.decisions(store.workParts().ported(), clock, random.nextLong());
            Receipts receipts = open.kept("receipts that are not stored yet", receipts(decisions));
            review = open.kept("the review queue", new ReviewQueue(config, store, meters, clock, random));
            AuditTrail trail = new AuditTrail(store.audit(), config.store().crypto(), config.node(), clock);
            Replies replies = open.kept("replies that are not stored yet",
                    ReplyDesk.open(config, store, review.base(), trail, meters, System::nanoTime));
            // Closed after the dispatcher: until then calls go on.
            voice = open.kept("calls whose dialogs are not over", new VoiceRobot(config,
                    new VoiceRobot.Ports(store.seals(), store.calls(review.base()),
                            Speech.prompts(config, outside, clock, open),
                            instruments.steps(outside.steps())),
                    loops, random));
            editing = open.kept("the look at published contents",
                    new Editing(config, store, review, voice, meters, clock));
            dispatcher = dispatcher(rules, decisions);
            carriers = carriers(loops, receipts, replies);
            IntakeMeters rows = instruments.intake();
            rows.watch(store::waitingRows);
            Intake intake = new Intake(config, store, new Intake.Time(clock, System::nanoTime, Thread::sleep), random,
                    rows, voice::ahead);
            Future<?> looking = scheduler.scheduleWithFixedDelay(
                    () -> Thread.ofVirtual().name("look").start(() -> look(intake)), LOOK, LOOK, TimeUnit.SECONDS);
            open.kept("the look at files", () -> looking.cancel(false));
            Speech.recordings(config, clock, scheduler, open);
            staff = open.kept("the look at API keys",
                    new Staff(config, store, trail, meters, clock, outside.anyCode(), System::nanoTime));
            Timeline timelines = new Timeline(clock, rules.quietTimes(), config.timezone(), carriers);
            room = open.kept("those who watch cases", new ReviewRoom(config, review.ports(),
                    new ReviewRoom.Parts(staff.users(), new PhoneField(intake.phones()::read), results(), forms,
                            timelines, new Texting(config, intake.http(), results(), editing.templates()),
                            editing::desk),
                    meters, clock));
            tcp = open.kept("TCP connections with answers due", tcp(intake, loops));
            http = open.kept("HTTP requests under way", http(intake, timelines));
            instruments.door(http);
        } catch (RuntimeException e) {
            open.all();
            throw e;
        }
    }

    /**
     * Starts a node.
     *
     * @throws IllegalStateException when it cannot run; the message is for people
     */
    public static Gateway start(TocsinConfig config) {
        return start(config, Outside.NONE);
    }

    /**
     * The same with something of it from outside.
     *
     * @param outside what is not the node's own
     */
    public static Gateway start(TocsinConfig config, Outside outside) {
        Gateway gateway = new Gateway(config, outside);
        try {
            gateway.store.takeOver(config.node());
            gateway.probe.start();
            gateway.totals.start();
            gateway.redis.start();
            gateway.review.start();
            gateway.dispatcher.start();
            gateway.carriers.start();
            gateway.webhooks.start();
            gateway.staff.start();
            gateway.editing.start();
            gateway.room.start();
            gateway.tcp.start();
            gateway.http.start();
            gateway.health.started();
        } catch (IOException e) {
            gateway.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    private void look(Intake intake) {
        intake.look();
        voice.look();
        carriers.look();
    }

    private ResultStore results() {
        return store.results(new Served(config)::calls);
    }

    private Reach reach() {
        Served served = new Served(config);
        return standing -> served.reaches(standing.warning().playbook(), standing.progress().step(),
                standing.warning().operator());
    }

    private ScheduledExecutorService scheduler() {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1,
                Thread.ofPlatform().name("tick").daemon().factory());
        open.kept("the clock", scheduler::shutdownNow);
        return scheduler;
    }

    private Store store(ScheduledExecutorService scheduler) {
        return Store.open(config.store(), config.retention(), new Store.Outside(clock, scheduler, random::nextBytes,
                System.getenv().getOrDefault("PATH", ""),
                instruments.roundTrips(System::nanoTime, () -> probe.trouble().isEmpty())));
    }

    private void askStore() {
        store.trouble().ifPresent(trouble -> {
            throw new IllegalStateException(trouble);
        });
    }

    private Webhooks webhooks() {
        List<WebhookTarget> targets = config.clients().values().stream().flatMap(client -> {
            var url = client.callbackUrl();
            var secret = client.callbackSecret();
            return url == null || secret == null
                    ? Stream.<WebhookTarget>empty()
                    : Stream.of(new WebhookTarget(client.name(), url, new Signer(secret.reveal())));
        }).toList();
        JdkHttpPoster poster = open.kept("webhooks under way", new JdkHttpPoster());
        return new Webhooks(targets, new Webhooks.Parts(results(), forms, poster, store.lease(), clock, random,
                instruments.webhooks()), WebhookSettings.usual());
    }

    private Receipts receipts(Decisions decisions) {
        ReceiptMeters listener = instruments.receipts();
        Receipts made = new Receipts(store.receipts(config.timezone()), config.store().partitions(),
                decisions::decide, ReceiptsSettings.usual(), listener, System::nanoTime);
        listener.watch(made::held, made::parked);
        made.start();
        return made;
    }

    private Dispatcher dispatcher(Rules rules, Decisions decisions) {
        DispatchMeters listener = instruments.dispatch();
        DispatchPorts ports = new DispatchPorts(store.work(), store.control(), store.contacts(), listener,
                outside.writes(), store.callLeases());
        Dispatcher made = new Dispatcher(ports,
                rules.dispatch(decisions, listener, editing.templates(), voice::due),
                new Clocks(clock, Ticker.systemTicker()::nanoTime));
        open.kept("carriers' answers to attempts in flight, at most " + config.drain().toSeconds() + " s (drain)",
                () -> made.close(config.drain()));
        return made;
    }

    private Carriers carriers(EventLoops loops, Receipts receipts, Replies replies) {
        SmsCarriers sms = new SmsCarriers(new SmsEnvironment(loops, Ticker.systemTicker(),
                () -> LocalDateTime.now(clock.withZone(config.timezone())), random.nextLong(), store.sessionLeases()));
        CauseWatch events = new CauseWatch(dispatcher
                .events((carrier, list, durable) -> receipts.take(carrier.name(), list, durable),
                        (carrier, list, durable) -> replies.take(carrier.name(), list, durable)),
                clock);
        Carriers made = new Carriers(config, sms, voice, dispatcher, events);
        new CarrierMeters(meters, made.all(), dispatcher::status);
        made.all().forEach(carrier -> CarrierMeters.serves(meters, carrier,
                Objects.requireNonNull(config.carriers().get(carrier.name())).route().operators()));
        CarrierMeters.stop(meters, dispatcher::isStopped);
        voice.measure(meters);
        return made;
    }

    private TcpDoor tcp(Intake intake, EventLoops loops) {
        TcpSettings settings = TcpSettings.usual(config.tcp().window(), config.tcp().maxConnections());
        return new TcpDoor(config.tcp().listen(), settings, loops, new TcpDoor.Parts(Intake.doorman(staff.keys()),
                store.streams(),
                intake.tcp(), new Feed(results(), forms), Ticker.systemTicker(), new TcpMeters(meters)));
    }

    private DryRun foresight(Intake intake) {
        return intake
                .dry(new Foresight(config, editing.templates(), dispatcher, carriers.all(), store.totals(), clock));
    }

    private HttpServer http(Intake intake, Timeline timelines) {
        Probes probes = new Readiness(health, meters, dispatcher::isStopped);
        List<Resource> resources = List.of(
                new BatchSubmission(intake.http(), foresight(intake), probes, BatchSubmission.IDLE, System::nanoTime),
                new BatchesResource(results(), store.control(),
                        new Outlook(results(), new Eta(clock), reach()), forms),
                new ResultsResource(results(), new Export(results(), forms)),
                new WarningsResource(results(), forms, timelines, new PhoneField(intake.phones()::read)),
                new EventsResource(results(), forms),
                new StopListResource(store.contacts(), new PhoneField(intake.phones()::read), forms),
                new PortabilityResource(store.workParts().ported(), new PhoneField(intake.phones()::read), forms),
                new RepliesResource(new RedisStrays(store.base()), forms),
                new CarriersResource(new Desk(config, dispatcher, carriers), store.control(), forms),
                new DocsResource(),
                new RunbookResource(),
                new StopResource(store.control(), forms),
                new TodayResource(store.totals(), new Days(results(), config.timezone()), forms, clock));
        List<Resource> all = new ArrayList<>(resources);
        all.addAll(staff.resources());
        all.addAll(room.resources());
        all.addAll(editing.resources());
        all.addAll(open.kept("questions of Prometheus", new Lookout(config, forms, outside.drill())).resources());
        return new HttpServer(config.http(), HttpLimits.defaults(), staff.guard(), probes, all,
                new RequestMeters(meters)::answered);
    }

    /** The port of the HTTP door. */
    public int httpPort() {
        return http.port();
    }

    /** The port of the TCP door. */
    public int tcpPort() {
        return tcp.port();
    }

    /** The people who may log in. */
    public Users users() {
        return staff.users();
    }

    /** What Redis has used so far. */
    public StoreFigures storeFigures() {
        return store.figures();
    }

    /** Has Redis write its append-only file anew, in the background. */
    public void rewriteStore() {
        store.rewrite();
    }

    /**
     * Stops taking work, lets attempts in flight end for as long as {@code drain} says, hands the rest
     * back and closes everything.
     */
    @Override
    public synchronized void close() {
        health.stopping();
        open.tell();
    }

    private static String version() {
        String version = Gateway.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
