package io.tocsin.config.read;

import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.config.yaml.Section;
import io.tocsin.config.yaml.Unbuilt;
import io.tocsin.config.yaml.YamlFile;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Script;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads parts of the configuration that stand alone, as they are changed in the console. */
public final class ContentReader {
    private static final Unbuilt NOTHING = new Unbuilt(Map.of());

    private ContentReader() {}

    /**
     * A script, as below {@code review.scripts.NAME}.
     *
     * @throws InvalidConfigException when something in it is wrong
     */
    public static Script script(String name, String yaml) {
        return read(name, yaml, root -> root.make(() -> ScriptReader.script(name, root)));
    }

    /**
     * The dispositions, as below {@code review.dictionary}.
     *
     * @throws InvalidConfigException when something in them is wrong
     */
    public static Dictionary dictionary(String name, String yaml) {
        return read(name, yaml,
                root -> Optional.of(ReviewReader.dictionary(root, ReviewConfig.defaults().dictionary())));
    }

    private static <T> T read(String name, String yaml, Function<Section, Optional<T>> reader) {
        return YamlFile.plain(name, yaml.getBytes(StandardCharsets.UTF_8)).read(NOTHING, reader);
    }
}
