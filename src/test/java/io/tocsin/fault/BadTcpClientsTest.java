package io.tocsin.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.UnixOperatingSystemMXBean;
import io.tocsin.simulate.CmppSimulator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TCP clients that misbehave, each beside a good one that must not notice. */
class BadTcpClientsTest {
    private static final int CROWD = 5_000;
    private static final int MOST = 1_000;
    private static final int TOLD = 128;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static CmppSimulator carrier;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Site site;
    private static long phone = 13_700_000_000L;
    @SuppressWarnings("NullAway.Init") // set before each test
    private TcpLine good;

    @BeforeAll
    static void start() throws Exception {
        carrier = Site.carrier(Site.quick(81));
        site = Site.start(folder, "embedded", "{ port: 0, maxConnections: " + MOST + " }",
                "carriers:\n" + Site.carrier("cmcc", carrier.port(), "") + Site.RULES);
    }

    @AfterAll
    static void stop() {
        site.close();
        carrier.close();
    }

    @BeforeEach
    void openAGoodOne() throws IOException {
        good = TcpLine.welcomed(site, "good" + phone, false);
    }

    @AfterEach
    void closeIt() throws Exception {
        works(good);
        good.close();
        Site.soon("all connections are gone").until(() -> site.metric("tocsin_tcp_connections") == 0);
        try (TcpLine next = TcpLine.welcomed(site, "next" + phone, false)) {
            works(next);
        }
    }

    private static void works(TcpLine line) throws Exception {
        line.submit("T" + phone, phone++);
        JsonNode ack = line.hear();
        assertThat(ack.path("accepted").asInt()).as(ack.toString()).isEqualTo(1);
        site.allReached(ack.path("batchId").asText(), 1);
    }

    @Test
    void garbage_is_told_why_and_closed() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[64 << 10];
            random.nextBytes(garbage);
            garbage[0] = (byte) (i % 2 == 0 ? '{' : 0xff);
            try (TcpLine bad = new TcpLine(site)) {
                bad.raw(garbage);
                assertThat(String.join("\n", bad.rest())).containsAnyOf("GOAWAY", "bad-frame", "reset");
            }
            if (i % 5 == 0) {
                works(good);
            }
        }
        assertThat(site.metric("tocsin_tcp_ended_total", "reason=\"bad-frame\"")).isPositive();
    }

    @Test
    void a_silent_crowd_is_kept_out_and_shown_out_and_those_who_speak_go_on() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        int size = bearable();
        try (TcpLine silent = new TcpLine(site)) {
            for (int i = 0; i < size; i++) {
                crowd.add(stranger());
                if (i % 1000 == 999) {
                    works(good);
                    assertThat(site.metric("tocsin_tcp_connections")).isLessThanOrEqualTo(MOST + TOLD + 2);
                }
            }
            works(good);
            site.allReached(site.submit(phone, 100), 100);
            // Whoever said nothing is gone after a while, and there is room again.
            Site.soon("the crowd was shown out").until(() -> site.metric("tocsin_tcp_connections") == 1);
            assertThat(site.metric("tocsin_tcp_ended_total", "reason=\"busy\"")).isPositive();
            assertThat(String.join("\n", silent.rest())).contains("no-hello");
        } finally {
            for (Socket each : crowd) {
                each.close();
            }
        }
    }

    /** From an address of its own where there is one, so that the crowd leaves ports to other tests. */
    private static Socket stranger() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try {
            return new Socket(here, site.tcpPort(), InetAddress.getByName("127.0.0.2"), 0);
        } catch (BindException e) {
            return new Socket(here, site.tcpPort());
        }
    }

    /** Both ends are in this process: each connection takes two of its files. */
    private static int bearable() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long left = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - 500;
            int size = (int) Math.min(CROWD, left / 2);
            if (size < CROWD) {
                System.err.println("NOT 5,000 CONNECTIONS: this process may have only "
                        + system.getMaxFileDescriptorCount() + " files open, so there are " + size);
            }
            return size;
        }
        return CROWD;
    }

    @Test
    void one_that_reads_nothing_holds_up_itself_alone() throws Exception {
        try (TcpLine deaf = TcpLine.welcomed(site, "deaf", true)) {
            // Results of more warnings than it may leave unacknowledged, and answers nobody reads.
            for (int i = 0; i < 16; i++) {
                deaf.submit("D" + phone, phone++);
            }
            String batch = site.submit(phone, 1_000);
            for (int i = 0; i < 5; i++) {
                works(good);
            }
            site.allReached(batch, 1_000);

            int acks = 0;
            Set<String> results = new HashSet<>();
            while (acks < 16 || results.size() < 1_000) {
                JsonNode heard = deaf.hear();
                acks += heard.path("type").asText().equals("ACK") ? 1 : 0;
                JsonNode event = heard.path("event");
                if (!event.isMissingNode()) {
                    deaf.acknowledge(event.path("id").asText());
                    if (event.path("warning").path("batch").asText().equals(batch)) {
                        results.add(event.path("warning").path("id").asText());
                    }
                }
            }
        }
    }

    @Test
    void one_that_closes_its_side_gets_the_answers_that_are_due() throws Exception {
        try (TcpLine half = TcpLine.welcomed(site, "half", false)) {
            half.submit("H" + phone, phone++);
            half.submit("H" + phone, phone++);
            half.shutUp();
            assertThat(half.rest()).filteredOn(line -> line.contains("\"ACK\"")).hasSize(2);
        }
    }
}
