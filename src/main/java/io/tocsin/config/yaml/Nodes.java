package io.tocsin.config.yaml;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Nodes of the file in words. */
final class Nodes {
    static final String NOT_SHOWN = "a value that is not shown";
    private static final int LONGEST = 60;

    private Nodes() {}

    /** Whether it is {@code key:} without a value, which means the same as no key. */
    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && (scalar.getValue().isEmpty() || scalar.getValue().equals("~") || scalar.getValue().equals("null"));
    }

    static String describe(Node node) {
        return switch (node) {
            case ScalarNode scalar -> '"' + shorten(scalar.getValue()) + '"';
            case SequenceNode list -> list.getValue().isEmpty() ? "an empty list" : "a list";
            case MappingNode _ -> "keys and values";
            default -> "something else";
        };
    }

    /** One line of at most 60 characters. */
    static String shorten(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /** The path of a key inside another. */
    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
