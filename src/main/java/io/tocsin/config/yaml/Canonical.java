package io.tocsin.config.yaml;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Nodes as one text: keys sorted, scalars as their text between quotes, keys without a value left
 * out. It depends on the file alone, not on what a version of the program reads from it.
 */
final class Canonical {
    private Canonical() {}

    static String of(Collection<NodeTuple> mapping) {
        return mapping.stream().filter(tuple -> !Nodes.isNothing(tuple.getValueNode()))
                .map(tuple -> of(tuple.getKeyNode()) + ":" + of(tuple.getValueNode())).sorted()
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String of(Node node) {
        return switch (node) {
            case ScalarNode scalar -> quote(scalar.getValue());
            case SequenceNode list -> list(list.getValue());
            case MappingNode mapping -> of(mapping.getValue());
            default -> throw new IllegalArgumentException("got " + node.getNodeId() + ", expected no such node");
        };
    }

    private static String list(List<Node> list) {
        return list.stream().map(Canonical::of).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
