package io.tocsin.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The YAML files that the program carries beside these classes. */
final class Shipped {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Shipped() {}

    /**
     * Reads one.
     *
     * @throws IllegalStateException when the program lacks it
     * @throws UncheckedIOException when it is not what it should be
     */
    static <T> T yaml(String file, TypeReference<T> type) {
        try (InputStream in = Shipped.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + file);
            }
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's " + file + " cannot be read", e);
        }
    }
}
