package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.config.TocsinConfig;
import io.tocsin.config.yaml.InvalidConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads texts as the program reads its file. */
final class Reading {
    static final Path FOLDER = Path.of("/somewhere");
    static final String HASH = "0123456789abcdef".repeat(4);
    static final String CARRIER = "carriers: { c: { protocol: cmpp, host: h, account: a, secret: s, source: 1";

    private static final ConfigReader READER = new ConfigReader(
            Map.of("CMCC_SECRET", "hunter2", "AMI_SECRET", "s", "SMPP_SECRET", "s",
                    "CTCC_SECRET", "s", "CUCC_SECRET", "s"),
            "box.example");

    private Reading() {}

    static TocsinConfig read(String yaml) {
        return READER.read("t.yaml", yaml, FOLDER);
    }

    /** A text whose paths are relative to that folder. */
    static TocsinConfig read(String yaml, Path folder) {
        return READER.read("t.yaml", yaml, folder);
    }

    /** Its problems, a line each, without the file's name. */
    static List<String> problems(String yaml) {
        return problems(yaml, FOLDER);
    }

    /** The same, with paths relative to that folder. */
    static List<String> problems(String yaml, Path folder) {
        InvalidConfigException e = catchThrowableOfType(InvalidConfigException.class, () -> read(yaml, folder));
        return e == null
                ? List.of()
                : e.problems().stream().map(problem -> problem.toString().replaceFirst("^t\\.yaml:", "")).toList();
    }

    /** The keys below a section that the reader knows, with that text. */
    static Set<String> keys(String section, String yaml) {
        return READER.keys(yaml, FOLDER).stream().filter(key -> key.startsWith(section + "."))
                .map(key -> key.substring(section.length() + 1)).collect(Collectors.toSet());
    }
}
