package io.tocsin.config.yaml;

import io.tocsin.config.value.InvalidRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of the file. Every getter notes its key as known, reports what is wrong with the
 * value and then answers a stand-in, so that reading goes on and all problems come out at once;
 * what nobody asked for is refused at the end.
 */
public final class Section {
    private final Ledger ledger;
    private final String path;
    private final String pattern;
    private final Problem.Place place;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    private boolean skipped;

    private Section(Ledger ledger, String path, String pattern, Problem.Place place) {
        this.ledger = ledger;
        this.path = path;
        this.pattern = pattern;
        this.place = place;
        ledger.opened(this);
    }

    static Section root(Ledger ledger, @Nullable MappingNode node) {
        Section root = new Section(ledger, "", "", ledger.place(1, 1));
        if (node != null) {
            root.take(node);
        }
        return root;
    }

    private void take(MappingNode node) {
        for (NodeTuple tuple : node.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                ledger.report(ledger.place(key), path, "got " + Nodes.describe(key) + " as a key, expected a name");
                continue;
            }
            String name = scalar.getValue();
            NodeTuple first = entries.putIfAbsent(name, tuple);
            ledger.stands(Nodes.join(path, name), ledger.place(key));
            String unbuilt = ledger.unbuilt().key(Nodes.join(pattern, name));
            if (first != null) {
                int line = first.getKeyNode().getStartMark().getLine() + 1;
                ledger.report(ledger.place(key), Nodes.join(path, name),
                        "duplicate key, it stands on line " + line + " already");
            } else if (unbuilt != null) {
                broken.add(name);
                ledger.report(ledger.place(key), Nodes.join(path, name), unbuilt);
            }
        }
    }

    /** The last part of this section's path: the name of a client, carrier, template … */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /**
     * A value with a default.
     *
     * @param key its key
     * @param kind what it is read as
     * @param fallback the default, also answered when the value is wrong
     * @param <T> what it becomes
     * @return the value
     */
    public <T> T get(String key, Kind<T> kind, T fallback) {
        return find(key, kind).orElse(fallback);
    }

    /**
     * A value that must be there.
     *
     * @param key its key
     * @param kind what it is read as
     * @param standIn answered when it is missing or wrong, which is a problem then
     * @param <T> what it becomes
     * @return the value
     */
    public <T> T require(String key, Kind<T> kind, T standIn) {
        Optional<T> value = find(key, kind);
        if (value.isEmpty() && !skipped && broken.add(key)) {
            ledger.report(place, Nodes.join(path, key), "missing, expected " + kind.expected());
        }
        return value.orElse(standIn);
    }

    /**
     * A value that may be missing.
     *
     * @param key its key
     * @param kind what it is read as
     * @param <T> what it becomes
     * @return the value; empty when it is missing or wrong
     */
    public <T> Optional<T> find(String key, Kind<T> kind) {
        Node node = node(key);
        return node == null
                ? Optional.empty()
                : scalar(key, Nodes.join(path, key), Nodes.join(pattern, key), node, kind);
    }

    /**
     * A list of values.
     *
     * @param key its key
     * @param kind what each is read as
     * @param fallback the default
     * @param <T> what each becomes
     * @return those that are right
     */
    public <T> List<T> list(String key, Kind<T> kind, List<T> fallback) {
        List<Node> nodes = elements(key);
        if (nodes == null) {
            return fallback;
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String at = "[" + i + "]";
            scalar(key, Nodes.join(path, key) + at, Nodes.join(pattern, key), nodes.get(i), kind)
                    .ifPresent(values::add);
        }
        return values;
    }

    /**
     * A mapping whose keys are not ours.
     *
     * @param key its key
     * @param keys what its keys are read as
     * @param values what its values are read as
     * @param <K> what its keys become
     * @param <V> what its values become
     * @return those that are right, in the order of the file; empty when it is missing
     */
    public <K, V> Map<K, V> map(String key, Kind<K> keys, Kind<V> values) {
        Section section = section(key);
        Map<K, V> map = new LinkedHashMap<>();
        section.entries.forEach((name, tuple) -> {
            Optional<K> k = section.scalar(name, Nodes.join(section.path, name), section.pattern, tuple.getKeyNode(),
                    keys);
            Optional<V> v = section.find(name, values);
            k.ifPresent(left -> v.ifPresent(right -> map.put(left, right)));
        });
        return map;
    }

    /**
     * A mapping inside this one.
     *
     * @param key its key
     * @return an empty one when it is missing
     */
    public Section section(String key) {
        Node node = node(key);
        return open(key, Nodes.join(path, key), Nodes.join(pattern, key), node);
    }

    /**
     * The mappings inside a mapping of names.
     *
     * @param key its key
     * @return in the order of the file; empty when it is missing
     */
    public List<Section> sections(String key) {
        Section outer = section(key);
        List<Section> inner = new ArrayList<>();
        outer.entries.forEach((name, tuple) -> {
            String at = Nodes.join(outer.path, name);
            outer.scalar(name, at, outer.pattern, tuple.getKeyNode(), Kind.NAME_OF);
            Node node = outer.node(name);
            inner.add(outer.open(name, at, Nodes.join(outer.pattern, "*"), node == null ? tuple.getValueNode() : node));
        });
        return inner;
    }

    /**
     * The mappings inside a list.
     *
     * @param key its key
     * @return in the order of the file; empty when it is missing
     */
    public List<Section> items(String key) {
        List<Node> nodes = elements(key);
        List<Section> items = new ArrayList<>();
        for (int i = 0; nodes != null && i < nodes.size(); i++) {
            String at = Nodes.join(path, key) + "[" + i + "]";
            ledger.stands(at, ledger.place(nodes.get(i)));
            items.add(open(key, at, Nodes.join(pattern, key), nodes.get(i)));
        }
        return items;
    }

    /**
     * The keys of a mapping whose keys are not ours.
     *
     * @return in the order of the file
     */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** Whether nothing was found wrong so far, anywhere in the file. */
    public boolean isSoundSoFar() {
        return ledger.isSound();
    }

    /**
     * This mapping's canonical form: the same for files that differ only in comments, layout, quotes or
     * the order of keys.
     */
    public String canonical() {
        return Canonical.of(entries.values());
    }

    /**
     * Whether a key stands in the file with a value.
     *
     * @param key the key
     * @return false for {@code key:} without one
     */
    public boolean has(String key) {
        return node(key) != null;
    }

    /** Whether a key's value is one word or number, neither a mapping nor a list. */
    public boolean isScalar(String key) {
        return node(key) instanceof ScalarNode;
    }

    /** Whether something was wrong with a key already. */
    public boolean isBroken(String key) {
        return skipped || broken.contains(key);
    }

    /** Gives up on this section: what else stands here cannot be judged. */
    public void skip() {
        skipped = true;
    }

    /**
     * Reports a problem with a key's value, unless there was one already.
     *
     * @param key the key
     * @param expected what would have been right
     */
    public void refuse(String key, String expected) {
        if (!skipped && broken.add(key)) {
            NodeTuple tuple = entries.get(key);
            Problem.Place where = tuple == null ? place : ledger.place(tuple.getValueNode());
            String got = tuple == null
                    ? "nothing"
                    : hidden.contains(key) ? Nodes.NOT_SHOWN : Nodes.describe(tuple.getValueNode());
            ledger.report(where, Nodes.join(path, key), "got " + got + ", expected " + expected);
        }
    }

    /**
     * Reports problems of another file that a key names.
     *
     * @param key the key
     * @param found problems with places of their own
     */
    public void include(String key, List<Problem> found) {
        if (!skipped && !found.isEmpty()) {
            broken.add(key);
            found.forEach(problem -> ledger.report(problem.place(), problem.path(), problem.message()));
        }
    }

    /**
     * Makes a record and turns what its constructor refuses into problems of this section.
     *
     * @param make asks for the keys and calls the constructor
     * @param <T> the record
     * @return empty when it was refused
     */
    public <T> Optional<T> make(Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (InvalidRecord e) {
            e.faults().forEach(this::report);
        } catch (IllegalArgumentException e) {
            if (broken.isEmpty() && !skipped) {
                ledger.report(place, path, String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** As {@link #make(Supplier)}, with a stand-in for a record that was refused. */
    public <T> T make(T standIn, Supplier<T> make) {
        return make(make).orElse(standIn);
    }

    private void report(InvalidRecord.Fault fault) {
        if (entries.containsKey(fault.key())) {
            refuse(fault.key(), fault.expected());
        } else if (!skipped && broken.add(fault.key())) {
            String at = Nodes.join(path, fault.key());
            ledger.report(ledger.nearest(at, place), at,
                    "got " + fault.got() + ", expected " + fault.expected());
        }
    }

    void refuseUnknown() {
        if (skipped) {
            return;
        }
        entries.forEach((name, tuple) -> {
            if (!asked.contains(name) && !broken.contains(name)) {
                String hint = Suggestion.of(name, asked).map(word -> "did you mean " + word + "?")
                        .orElseGet(
                                () -> "expected one of " + asked.stream().sorted().collect(Collectors.joining(", ")));
                ledger.report(ledger.place(tuple.getKeyNode()), Nodes.join(path, Nodes.shorten(name)),
                        "unknown key, " + hint);
            }
        });
    }

    private Section open(String key, String path, String pattern, @Nullable Node node) {
        Section inner = new Section(ledger, path, pattern, node == null ? place : placeOf(key, node));
        inner.skipped = skipped;
        if (node instanceof MappingNode mapping) {
            inner.take(mapping);
        } else if (node != null && !Nodes.isNothing(node)) {
            broken.add(key);
            inner.skipped = true;
            ledger.report(ledger.place(node), path, "got " + Nodes.describe(node) + ", expected keys and values");
        } else {
            inner.skipped |= broken.contains(key);
        }
        return inner;
    }

    /** A mapping is found by its key, an item of a list by itself. */
    private Problem.Place placeOf(String key, Node node) {
        NodeTuple tuple = entries.get(key);
        return ledger.place(tuple != null && tuple.getValueNode().equals(node) ? tuple.getKeyNode() : node);
    }

    private @Nullable List<Node> elements(String key) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        refuse(key, "a list like [a, b]");
        return null;
    }

    private @Nullable Node node(String key) {
        asked.add(key);
        if (ledger.unbuilt().key(Nodes.join(pattern, key)) != null) {
            return null;
        }
        ledger.asked(Nodes.join(pattern, key));
        NodeTuple tuple = entries.get(key);
        return tuple == null || Nodes.isNothing(tuple.getValueNode()) ? null : tuple.getValueNode();
    }

    private <T> Optional<T> scalar(String key, String at, String pattern, Node node, Kind<T> kind) {
        if (kind.form() == Kind.Form.HIDDEN) {
            hidden.add(key);
        }
        return ledger.scalars().read(node, pattern, kind, complaint -> {
            broken.add(key);
            if (!skipped) {
                ledger.report(ledger.place(node), at, complaint);
            }
        });
    }
}
