package io.tocsin.cli;

import io.tocsin.access.ApiKey;
import io.tocsin.access.Scope;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin key}: makes an API key, prints it once and says what to add to the configuration.
 */
@Command(name = "key", mixinStandardHelpOptions = true, description = "Makes an API key. It is printed once; the configuration holds only its hash.")
public final class KeyCommand implements Callable<Integer> {
    private final Supplier<ApiKey> keys;

    @Option(names = "--client", paramLabel = "NAME", defaultValue = "watchman", description = "Whose key it is (default: ${DEFAULT-VALUE}).")
    private String client = "watchman";

    @Option(names = "--scopes", paramLabel = "SCOPE", split = ",", defaultValue = "submit", description = "What it may do: submit, review, operate, read (default: ${DEFAULT-VALUE}).")
    private List<Scope> scopes = List.of(Scope.SUBMIT);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /**
     * The command.
     *
     * @param keys makes one that nobody else has
     */
    public KeyCommand(Supplier<ApiKey> keys) {
        this.keys = keys;
    }

    @Override
    public Integer call() {
        if (!client.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new ParameterException(spec.commandLine(), "got --client \"" + client
                    + "\", expected at most 64 letters, digits, dots, hyphens and underscores");
        }
        ApiKey key = keys.get();
        String codes = Arrays.stream(Scope.values()).filter(scopes::contains).map(Scope::code)
                .collect(Collectors.joining(", "));
        PrintWriter out = spec.commandLine().getOut();
        out.println(key.text());
        out.println();
        out.println("This is the key of client " + client + ", shown only this once: give it to them over a safe way.");
        out.println("Add to tocsin.yaml:");
        out.println();
        out.println("clients:");
        out.println("  " + client + ": { scopes: [" + codes + "], keySha256: \"" + key.sha256() + "\" }");
        out.flush();
        return 0;
    }
}
