package io.tocsin.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One YAML file of plain mappings, lists and scalars, at most 1 MiB and 30 levels deep. Anchors,
 * aliases and tags are refused: they are what makes YAML unsafe (objects made from tags, small
 * files that unfold into gigabytes).
 */
public final class YamlFile {
    private static final int LONGEST = 1024 * 1024;
    private static final int DEEPEST = 30;

    private final String name;
    private final byte[] bytes;
    private final @Nullable Path folder;
    private final Map<String, String> environment;

    /**
     * A file's bytes and what its references mean.
     *
     * @param name as problems name it
     * @param bytes its contents
     * @param folder what {@code ${file:relative}} is relative to
     * @param environment what {@code ${NAME}} means
     */
    public YamlFile(String name, byte[] bytes, Path folder, Map<String, String> environment) {
        this(name, bytes, environment, folder);
    }

    private YamlFile(String name, byte[] bytes, Map<String, String> environment, @Nullable Path folder) {
        this.name = name;
        this.bytes = bytes.clone();
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /**
     * A text that is not the operator's own: a reference to a variable or a file is refused, and
     * nothing is read for it.
     *
     * @param name as problems name it
     * @param bytes its contents
     */
    public static YamlFile plain(String name, byte[] bytes) {
        return new YamlFile(name, bytes, Map.of(), null);
    }

    /**
     * Takes in a file.
     *
     * @param file where it is
     * @param environment what {@code ${NAME}} means
     * @return its first MiB and one byte, so that a longer one is noticed
     * @throws IOException when it cannot be read
     */
    public static YamlFile load(Path file, Map<String, String> environment) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        try (InputStream in = Files.newInputStream(file)) {
            return new YamlFile(file.toString(), in.readNBytes(LONGEST + 1), folder == null ? file : folder,
                    environment);
        }
    }

    /**
     * Reads the file with what a reader asks of its root section.
     *
     * @param unbuilt what is refused
     * @param reader asks for every key there is; answers empty only after something wrong was noted
     * @param <T> what is read
     * @return what the reader made
     * @throws InvalidConfigException with everything that is wrong
     */
    public <T> T read(Unbuilt unbuilt, Function<Section, Optional<T>> reader) {
        Ledger ledger = new Ledger(name, new Substitution(environment, folder), unbuilt);
        Optional<T> result = reader.apply(root(ledger));
        ledger.close();
        return result.orElseThrow();
    }

    /**
     * The patterns of all keys that a reader asks for when it reads this file.
     *
     * @param unbuilt what is refused
     * @param reader as for {@link #read}
     * @return such as {@code carriers.*.rate}, in the order they were asked for
     * @throws InvalidConfigException with everything that is wrong
     */
    public Set<String> keys(Unbuilt unbuilt, Function<Section, ?> reader) {
        Ledger ledger = new Ledger(name, new Substitution(environment, folder), unbuilt);
        var _ = reader.apply(root(ledger));
        ledger.close();
        return ledger.known();
    }

    private Section root(Ledger ledger) {
        Node root = compose(ledger);
        if (root == null) {
            return Section.root(ledger, null);
        }
        if (root instanceof MappingNode mapping) {
            return Section.root(ledger, mapping);
        }
        throw failed(ledger.place(root), "got " + Nodes.describe(root) + ", expected keys and values");
    }

    private @Nullable Node compose(Ledger ledger) {
        String text = decode(ledger);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowRecursiveKeys(false);
        try {
            refuseWhatIsUnsafe(new Yaml(options).parse(new StringReader(text)), ledger);
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Problem.Place place = e.getProblemMark() == null ? ledger.place(1, 1) : ledger.place(e.getProblemMark());
            throw failed(place, "not YAML: " + e.getProblem() + hint(text, e.getProblemMark()));
        } catch (YAMLException e) {
            throw failed(ledger.place(1, 1), "not YAML: " + e.getMessage());
        }
    }

    /** What people trip over: a bare placeholder ends the braces it stands in. */
    private static String hint(String text, @Nullable Mark mark) {
        String line = mark == null ? "" : text.lines().skip(mark.getLine()).findFirst().orElse("");
        return line.matches(".*[{,].*[^\"']\\$\\{.*")
                ? "; within { } a ${NAME} is written in quotes, \"${NAME}\""
                : "";
    }

    private String decode(Ledger ledger) {
        if (bytes.length > LONGEST) {
            throw failed(ledger.place(1, 1), "got more than 1 MiB, expected a configuration file");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw failed(ledger.place(1, 1), "got bytes that are not UTF-8, expected UTF-8 text");
        }
    }

    private static void refuseWhatIsUnsafe(Iterable<Event> events, Ledger ledger) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                throw failed(ledger.place(event.getStartMark()), "got a second document (---), expected one");
            }
            if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
                throw failed(ledger.place(event.getStartMark()),
                        "got an anchor (&) or alias (*), expected the value itself; quote a text that begins so");
            }
            if (tag(event) != null) {
                throw failed(ledger.place(event.getStartMark()),
                        "got a tag (!), expected a plain value; quote a text that begins so");
            }
            depth += event instanceof CollectionStartEvent ? 1 : 0;
            depth -= event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd) ? 1 : 0;
            if (depth > DEEPEST) {
                throw failed(ledger.place(event.getStartMark()),
                        "got more than " + DEEPEST + " levels, expected fewer");
            }
        }
    }

    private static @Nullable String tag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
        };
    }

    private static InvalidConfigException failed(Problem.Place place, String message) {
        return new InvalidConfigException(List.of(new Problem(place, "", message)));
    }
}
