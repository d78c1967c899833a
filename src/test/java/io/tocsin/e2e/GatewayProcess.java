package io.tocsin.e2e;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.store.RealRedis;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@code tocsin serve} in a process of its own, so that it can be killed. */
final class GatewayProcess implements AutoCloseable {
    private final Process process;
    private final URI url;

    private GatewayProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one and waits until it is ready. */
    static GatewayProcess start(Path config, int httpPort) throws IOException {
        GatewayProcess gateway = launch(config, httpPort);
        gateway.awaitReady();
        return gateway;
    }

    void awaitReady() {
        Awaitility.await("the gateway is ready").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50))
                .until(this::isReady);
    }

    /** Starts one and does not wait. */
    static GatewayProcess launch(Path config, int httpPort) throws IOException {
        return launch(config, httpPort, String.valueOf(System.getenv("PATH")));
    }

    /** Starts one that looks for programs there, and does not wait. */
    static GatewayProcess launch(Path config, int httpPort, String path) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(java.toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders", "-cp", classPath,
                "io.tocsin.Tocsin", "serve", "--config", config.toString()).redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(config.resolveSibling("gateway.log").toFile()));
        builder.environment().put("PATH", path);
        return new GatewayProcess(builder.start(), url(httpPort));
    }

    /** Where a gateway on that port is. */
    static URI url(int httpPort) {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** A port that was free a moment ago. */
    static int freePort() {
        return RealRedis.freePort();
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the gateway ended with " + process.exitValue());
        }
        try (ApiClient client = new ApiClient(url, "none")) {
            return client.get("/health/ready").ok();
        } catch (IOException e) {
            return false;
        }
    }

    ApiClient client(String key) {
        return new ApiClient(url, key);
    }

    /** kill -9: nothing is said to anybody. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the gateway cannot be killed");
        }
    }

    /** It stands still, and its connections stay open. */
    void freeze() throws Exception {
        signal("STOP");
    }

    /** It goes on after {@link #freeze}. */
    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        if (new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor() != 0) {
            throw new IllegalStateException("the gateway cannot be sent SIG" + name);
        }
    }

    /** SIGTERM, as an operator stops it. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                stop();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
