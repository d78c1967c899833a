package io.tocsin.send;

import io.tocsin.config.value.Checks;
import io.tocsin.send.CauseTable.Meaning;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.CauseWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a carrier's codes mean other than usual, {@code carriers.NAME.causes}. */
public sealed interface CauseOverrides {
    /** Nothing is other than usual. */
    CauseOverrides NONE = new Classes(Map.of());

    /** What they say now. */
    Map<String, Meaning> now() throws IOException;

    /**
     * A few classes in the configuration.
     *
     * @param classes by raw code such as {@code MK:0012}, or prefix with a final {@code *}
     */
    record Classes(Map<String, CauseClass> classes) implements CauseOverrides {
        /** Copies them. */
        public Classes {
            classes = Map.copyOf(classes);
        }

        @Override
        public Map<String, Meaning> now() {
            Map<String, Meaning> meanings = new LinkedHashMap<>();
            classes.forEach((code, type) -> meanings.put(code, new Meaning(type, CauseWords.NONE)));
            return meanings;
        }
    }

    /**
     * A file of its own, read again when it changes.
     *
     * @param path with lines as {@link CauseFile} reads them
     */
    record InFile(Path path) implements CauseOverrides {
        /** Refuses a file with a wrong line. */
        public InFile {
            try {
                CauseFile.read(path);
            } catch (IOException | IllegalArgumentException e) {
                new Checks().fault("causes", path,
                        "classes by code, or a file with lines like MK:0012 PERMANENT; " + e.getMessage()).done();
            }
        }

        @Override
        public Map<String, Meaning> now() throws IOException {
            return CauseFile.read(path);
        }
    }
}
