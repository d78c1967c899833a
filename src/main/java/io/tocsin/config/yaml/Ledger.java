package io.tocsin.config.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What is gathered while one file is read: its problems, its sections and the keys that were asked
 * for.
 */
final class Ledger {
    private static final int MOST = 200;

    private final String file;
    private final Scalars scalars;
    private final Unbuilt unbuilt;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, Problem.Place> places = new HashMap<>();

    Ledger(String file, Substitution substitution, Unbuilt unbuilt) {
        this.file = file;
        this.scalars = new Scalars(substitution, unbuilt);
        this.unbuilt = unbuilt;
    }

    Scalars scalars() {
        return scalars;
    }

    Unbuilt unbuilt() {
        return unbuilt;
    }

    Problem.Place place(int line, int column) {
        return new Problem.Place(file, line, column);
    }

    Problem.Place place(Node node) {
        return place(node.getStartMark());
    }

    Problem.Place place(Mark mark) {
        return place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    void report(Problem.Place place, String path, String message) {
        // A file of garbage has as many problems as lines; nobody reads more than this.
        if (problems.size() < MOST) {
            problems.add(new Problem(place, path, message));
        }
    }

    void stands(String path, Problem.Place place) {
        places.putIfAbsent(path, place);
    }

    /** Where a path stands, or what it would stand in. */
    Problem.Place nearest(String path, Problem.Place otherwise) {
        for (String at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, cut(at)))) {
            Problem.Place place = places.get(at);
            if (place != null) {
                return place;
            }
        }
        return otherwise;
    }

    private static int cut(String path) {
        return Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    }

    boolean isSound() {
        return problems.isEmpty();
    }

    void opened(Section section) {
        sections.add(section);
    }

    void asked(String pattern) {
        known.add(pattern);
    }

    Set<String> known() {
        return known;
    }

    /** Closes the sections and throws if anything was wrong. */
    void close() {
        sections.forEach(Section::refuseUnknown);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems.stream().sorted(Problem.ORDER).toList());
        }
    }
}
