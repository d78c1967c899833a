package io.tocsin.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin demo fault}: breaks a carrier of the demonstration that runs, or mends it. */
@Command(name = "fault", mixinStandardHelpOptions = true, description = {
        "Breaks a simulated carrier of the demo that runs on this machine, so that one can watch what the gateway, its boards and its alerts make of it; mend makes it well again.",
        "The lines of the demo are cmcc, cucc, ctcc, agg; asterisk is its telephone exchange, which can only go down."})
final class FaultCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Parameters(index = "0", paramLabel = "CARRIER", description = "Which one, by its name.")
    private String carrier = "";

    @Parameters(index = "1", paramLabel = "FAULT", description = "down, flow-control, slow, silent, no-receipts; or mend.")
    private String fault = "";

    @Option(names = "--control", defaultValue = "9119", description = "The port of loopback on which the demo listens for this; it prints another one when that is taken (default: ${DEFAULT-VALUE}).")
    private int port = FaultControl.PORT;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String answer = ask();
        boolean done = answer.startsWith(FaultControl.DONE);
        if (done) {
            spec.commandLine().getOut().println(answer.substring(FaultControl.DONE.length()));
            spec.commandLine().getOut().flush();
        } else {
            spec.commandLine().getErr().println("tocsin: " + answer);
            spec.commandLine().getErr().flush();
        }
        return done ? 0 : 2;
    }

    private String ask() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write((carrier + " " + fault + "\n").getBytes(StandardCharsets.UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("whatever listens on 127.0.0.1:" + port + " gave no answer; is it the demo?");
            }
            return answer;
        } catch (ConnectException e) {
            throw new IOException("no demo listens on 127.0.0.1:" + port + "; start one with './tocsin demo'", e);
        }
    }
}
