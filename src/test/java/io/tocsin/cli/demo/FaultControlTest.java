package io.tocsin.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.TocsinCommand;
import io.tocsin.cli.stand.Fault;
import io.tocsin.cli.stand.StandDrill;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SmsSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code tocsin demo fault}: what the running demonstration is told, and what it makes of it. */
class FaultControlTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Fault> told = new ArrayList<>();
    @SuppressWarnings("NullAway.Init") // set before each test
    private FaultControl control;

    @BeforeEach
    void open() throws IOException {
        StandDrill drill = new StandDrill();
        drill.add("cmcc", List.of(Fault.values()), told::add);
        drill.add("asterisk", List.of(Fault.DOWN), told::add);
        control = FaultControl.open(0, drill);
    }

    @AfterEach
    void close() throws IOException {
        control.close();
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("demo", "fault"));
        all.addAll(List.of(args));
        return TocsinCommand.with(List.of(new DemoCommand())).setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err)).execute(all.toArray(String[]::new));
    }

    @Test
    void a_carrier_is_broken_and_mended_by_name() {
        String port = Integer.toString(control.port());
        assertThat(run("cmcc", "flow-control", "--control", port)).isZero();
        assertThat(run("cmcc", "mend", "--control", port)).isZero();
        assertThat(told).containsExactly(Fault.FLOW_CONTROL, Fault.MEND);
        assertThat(out.toString()).contains("cmcc answers flow control").contains("cmcc is well again");
    }

    @Test
    void who_names_no_carrier_or_no_fault_is_told_which_there_are() {
        String port = Integer.toString(control.port());
        assertThat(run("nobody", "down", "--control", port)).isEqualTo(2);
        assertThat(err.toString()).contains("expected one of asterisk, cmcc").contains("got 'nobody down'");
        assertThat(run("cmcc", "ill", "--control", port)).isEqualTo(2);
        assertThat(err.toString()).contains("down, flow-control, slow, silent, no-receipts, mend");
        assertThat(run("asterisk", "slow", "--control", port)).isEqualTo(2);
        assertThat(err.toString()).contains("expected down or mend for asterisk, got slow");
        assertThat(told).isEmpty();
    }

    @Test
    void without_a_demo_it_says_so() throws IOException {
        int port = control.port();
        control.close();
        assertThat(run("cmcc", "down", "--control", Integer.toString(port))).isEqualTo(1);
        assertThat(err.toString()).contains("no demo listens on 127.0.0.1:" + port);
    }

    /** A browser that somebody made ask there, and a caller who goes on for ever. */
    @Test
    void what_is_no_line_of_it_does_nothing_and_ends() throws IOException {
        for (String line : List.of("POST / HTTP/1.1\r\n\r\ncmcc down\n", "x".repeat(5_000))) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.port())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
                byte[] answer = new byte[100];
                assertThat(socket.getInputStream().read(answer)).isPositive();
                assertThat(new String(answer, StandardCharsets.UTF_8)).startsWith("expected one of asterisk, cmcc");
            }
        }
        assertThat(told).isEmpty();
        assertThat(run("cmcc", "down", "--control", Integer.toString(control.port()))).isZero();
    }

    @Test
    void each_fault_takes_the_place_of_the_one_before() throws InterruptedException {
        Behaviour healthy = Behaviour.good(1);
        try (CmppSimulator carrier = CmppSimulator.start(0, new SmsSimulator.Login("", ""), healthy,
                SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 26, 8, 0)))) {
            Fault.DOWN.befall(carrier, healthy);
            assertThat(carrier.isAway()).isTrue();
            Fault.MEND.befall(carrier, healthy);
            assertThat(carrier.isAway()).isFalse();
        }
        assertThat(Fault.MEND.of(healthy)).isEqualTo(healthy);
        assertThat(Fault.SILENT.of(healthy).faults().lostAnswers()).isOne();
        assertThat(Fault.NO_RECEIPTS.of(healthy).faults().lostReceipts()).isOne();
        assertThat(Fault.FLOW_CONTROL.of(healthy).perSecond()).isOne();
        assertThat(Fault.SLOW.of(healthy).answerAfter().at(0)).isEqualTo(3_000);
    }
}
