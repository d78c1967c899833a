package io.tocsin.cli;

import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.config.yaml.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option {@code --config}, for the commands that read the configuration. */
final class ConfigOption {
    @Option(names = {"-c",
            "--config"}, paramLabel = "FILE", defaultValue = "tocsin.yaml", description = "The configuration file (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("tocsin.yaml");

    /** Set by picocli. */
    ConfigOption() {}

    /**
     * A reader that knows this process's environment and this machine's name, and refuses secrets that
     * everybody knows.
     */
    static ConfigReader reader() {
        return new ConfigReader(System.getenv(), hostName()).careful();
    }

    Path file() {
        return file;
    }

    /**
     * Reads the file and prints its problems.
     *
     * @return empty when there were any
     * @throws ParameterException when there is no file to read, which is wrong usage
     */
    Optional<TocsinConfig> read(ConfigReader reader, CommandLine command) {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(command,
                    file + ": no such file; name one with --config, or copy tocsin.example.yaml");
        }
        try {
            return Optional.of(reader.read(file));
        } catch (InvalidConfigException e) {
            print(e.problems(), command.getErr());
            return Optional.empty();
        } catch (IOException e) {
            throw new ParameterException(command, file + " cannot be read: " + Failures.describe(e), e);
        }
    }

    private void print(List<Problem> problems, PrintWriter err) {
        problems.forEach(err::println);
        err.println(file + ": " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems"));
        err.flush();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        }
    }
}
