package io.tocsin.cli;

import io.tocsin.access.audit.Head;
import io.tocsin.access.audit.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin audit}: what can be done with an exported audit log, without a gateway. */
@Command(name = "audit", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Verifies an exported audit log.")
public final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** The command. */
    public AuditCommand() {}

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "got no command, expected verify");
    }

    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Says whether anything is missing, changed or out of order in a file that GET /v1/audit gave; exit code 1 when something is.")
    int verify(@Parameters(paramLabel = "FILE", description = "The file.") Path file,
            @Option(names = "--head", paramLabel = "NUMBER:HASH", description = "Where the chain is known to have ended, written down elsewhere.") @Nullable String head)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), file + ": no such file");
        }
        Verification verification = new Verification();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                verification.line(line);
            }
        }
        List<String> faults = verification.end(head == null ? null : known(head));
        PrintWriter out = spec.commandLine().getOut();
        faults.forEach(fault -> out.println(file + ": " + fault));
        if (faults.isEmpty()) {
            out.println(file + ": ok, entries " + verification.first() + " to " + verification.head().sequence());
            out.println("It ends with " + verification.head() + "; write that down where nobody can change both.");
        }
        out.flush();
        return faults.isEmpty() ? 0 : 1;
    }

    private Head known(String head) {
        try {
            return Head.parse(head);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--head: " + e.getMessage(), e);
        }
    }
}
