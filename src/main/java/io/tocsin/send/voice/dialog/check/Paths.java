package io.tocsin.send.voice.dialog.check;

import io.tocsin.send.voice.dialog.part.Branch;
import io.tocsin.send.voice.dialog.part.Content;
import io.tocsin.send.voice.dialog.part.State;
import io.tocsin.warning.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Where a dialog whose targets all exist can go. */
public final class Paths {
    private final Content content;
    private final Map<String, Set<String>> next = new LinkedHashMap<>();
    private final Map<String, Set<String>> reach = new HashMap<>();

    /**
     * Follows every way once.
     *
     * @param content a dialog whose targets all exist
     */
    public Paths(Content content) {
        this.content = content;
        content.states().forEach((name, state) -> next.put(name, content.ways(state).values().stream().map(Branch::to)
                .filter(to -> !to.equals(Branch.REPEAT)).collect(Collectors.toCollection(LinkedHashSet::new))));
        content.states().keySet().forEach(name -> reach.put(name, follow(name)));
    }

    private Set<String> follow(String start) {
        Set<String> seen = new LinkedHashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (String to : next.getOrDefault(open.remove(), Set.of())) {
                if (seen.add(to)) {
                    open.add(to);
                }
            }
        }
        return seen;
    }

    /**
     * What can be reached.
     *
     * @param name a state
     * @return names of states and outcomes, itself first, nearer ones earlier
     */
    public Set<String> from(String name) {
        return reach.getOrDefault(name, Set.of(name));
    }

    /**
     * The states from which nothing but one outcome can come.
     *
     * @param outcome the outcome
     * @return names of states
     */
    public Set<String> leadingOnlyTo(Outcome outcome) {
        return content.states().keySet().stream()
                .filter(name -> from(name).stream().map(content.ends()::get).filter(Objects::nonNull)
                        .allMatch(end -> end.outcome() == outcome))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The greatest sum along any way from the start, states that lead to each other counted once each.
     *
     * @param cost what a state adds, from 0
     * @return the sum, in the cost's unit
     */
    public long longest(ToLongFunction<State> cost) {
        return longest(content.start(), cost, new HashMap<>());
    }

    private long longest(String name, ToLongFunction<State> cost, Map<String, Long> known) {
        Long before = known.get(name);
        if (before != null) {
            return before;
        }
        Set<String> circle = from(name).stream().filter(other -> from(other).contains(name))
                .collect(Collectors.toSet());
        long own = 0;
        long most = 0;
        for (String member : circle) {
            State state = content.states().get(member);
            own += state == null ? 0 : cost.applyAsLong(state);
            for (String to : next.getOrDefault(member, Set.of())) {
                most = circle.contains(to) ? most : Math.max(most, longest(to, cost, known));
            }
        }
        known.put(name, own + most);
        return own + most;
    }
}
