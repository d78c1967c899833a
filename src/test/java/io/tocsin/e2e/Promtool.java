package io.tocsin.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' own checker. */
final class Promtool {
    private Promtool() {}

    /** Whether it and Prometheus are installed; says loudly when they are not. */
    static boolean isInstalled() {
        boolean is = Stream.of("prometheus", "promtool").allMatch(Promtool::isOnPath);
        if (!is) {
            System.err.println("!!! prometheus and promtool are not installed (Debian: apt-get install prometheus):"
                    + " boards, rules and alerts are NOT tested");
        }
        return is;
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /**
     * Runs it.
     *
     * @return what it said; empty when it was content
     */
    static String complaint(String... arguments) throws IOException, InterruptedException {
        return complaintOf("promtool", arguments);
    }

    /** Whether Alertmanager's own checker is installed; says loudly when it is not. */
    static boolean hasAmtool() {
        boolean has = isOnPath("amtool");
        if (!has) {
            System.err.println("!!! amtool is not installed (Debian: prometheus-alertmanager): the Alertmanager example"
                    + " is NOT checked");
        }
        return has;
    }

    /** The same by another program. */
    static String complaintOf(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said;
    }
}
