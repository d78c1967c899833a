package io.tocsin.http;

import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceBindingBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.tocsin.access.ApiKeys;
import io.tocsin.config.value.Listen;
import io.tocsin.config.value.TlsFiles;
import io.tocsin.net.EventLoops;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The HTTP door: listens from {@link #start} to {@link #close}. */
public final class HttpServer implements AutoCloseable {
    private static final long SMALL_BODY = 1 << 20;
    private static final int STREAMS = 100;
    private static final Duration REQUEST_TIME = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    private final Guard guard;
    private final HttpListener listener;
    private final int connections;
    private final Permits requests;
    private final Permits bodies;
    private final List<Resource> resources;
    private final int streams;
    private final List<Server> servers = new ArrayList<>();

    /**
     * Prepares the server.
     *
     * @param config where it listens
     * @param limits how much it does at once
     * @param guard who may call
     * @param probes what its own resources ask
     * @param resources everything else it serves
     * @param listener hears every answer
     */
    public HttpServer(HttpConfig config, HttpLimits limits, Guard guard, Probes probes, List<Resource> resources,
            HttpListener listener) {
        this.guard = guard;
        this.listener = listener;
        this.connections = limits.connections();
        this.streams = limits.streams();
        this.resources = List.copyOf(resources);
        this.requests = new Permits(limits.requests(), limits.requests());
        this.bodies = new Permits(limits.bodies(), (limits.bodies() + 1) / 2);
        List<Resource> all = new ArrayList<>(resources);
        all.add(new HealthResource(probes));
        all.add(new ProblemsResource());
        List<Resource> metrics = List.of(new MetricsResource(probes));
        Listen management = config.management();
        if (management == null) {
            all.addAll(metrics);
        } else {
            servers.add(server(management, metrics));
        }
        servers.addFirst(server(config.listen(), all));
    }

    /** The same without people who log in. */
    public HttpServer(HttpConfig config, HttpLimits limits, ApiKeys keys, Probes probes, List<Resource> resources,
            HttpListener listener) {
        this(config, limits, new Guard(keys, null, false, null), probes, resources, listener);
    }

    private Server server(Listen listen, List<Resource> resources) {
        ServerBuilder builder = Server.builder();
        InetSocketAddress address = new InetSocketAddress(listen.bind(), listen.port());
        TlsFiles tls = listen.tls();
        if (tls == null) {
            builder.port(address, SessionProtocol.HTTP);
        } else {
            builder.port(address, SessionProtocol.HTTPS).tls(TlsKeyPair.of(tls.key().toFile(), tls.cert().toFile()));
        }
        List<Call> calls = resources.stream().flatMap(resource -> resource.calls().stream()).toList();
        builder.errorHandler(new Faults(new Methods(calls))).maxRequestLength(SMALL_BODY).requestTimeout(REQUEST_TIME)
                .idleTimeout(IDLE).maxNumConnections(connections)
                .http2MaxStreamsPerConnection(STREAMS).childChannelPipelineCustomizer(Unanswered::watch)
                .gracefulShutdownTimeout(Duration.ofMillis(200), GRACE).disableServerHeader()
                .disableDateHeader();
        builder.decorator(new SecurityHeaders(tls != null));
        calls.forEach(call -> bind(builder, call));
        builder.bossGroupFactory(AcceptLoop::new).accessLogWriter(this::answered, false);
        return builder.build();
    }

    private void bind(ServerBuilder builder, Call call) {
        boolean stream = call.body() == Call.Body.STREAM;
        ServiceBindingBuilder binding = builder.route().methods(call.method()).path(call.path());
        if (stream) {
            binding.maxRequestLength(0).requestTimeout(Duration.ZERO);
        }
        binding.build(new CallService(call, guard, threads, stream ? bodies : requests));
    }

    private void answered(RequestLog log) {
        CallService service = log.context() instanceof ServiceRequestContext context
                ? context.config().service().as(CallService.class)
                : null;
        String path = service == null ? "other" : BatchSubmission.route(service.path(), log.requestHeaders().path());
        listener.answered(log.requestHeaders().method().name(), path, log.responseStatus().code(),
                log.totalDurationNanos());
    }

    /**
     * Listens.
     *
     * @throws java.util.concurrent.CompletionException when an address cannot be bound
     */
    public void start() {
        servers.forEach(server -> server.start().join());
    }

    /** The port it listens on, for those who asked for a free one. */
    public int port() {
        return servers.getFirst().activeLocalPort();
    }

    /** The port of {@code /metrics}. */
    public int managementPort() {
        return servers.getLast().activeLocalPort();
    }

    /** How busy it is now; answers at once. */
    public HttpUse use() {
        return new HttpUse(requests.used(), requests.most(), bodies.used(), bodies.most(),
                resources.stream().mapToInt(Resource::streams).sum(), streams,
                EventLoops.pendingTasks(CommonPools.workerGroup()));
    }

    /**
     * Stops: takes no new requests, lets running ones end for some seconds, then cuts their bodies and
     * lets them record how far they came.
     */
    @Override
    public void close() {
        servers.forEach(server -> server.stop().join());
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
