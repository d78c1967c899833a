package io.tocsin.dispatch.line;

import io.tocsin.warning.Grade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was claimed for a carrier and is not sent yet, most urgent first. Bounded by what its
 * claimer may claim. Safe for use by several threads.
 */
final class LineQueue {
    private final Map<Grade, ArrayDeque<Flight>> flights = new EnumMap<>(Grade.class);
    private int size;

    LineQueue() {
        for (Grade grade : Grade.values()) {
            flights.put(grade, new ArrayDeque<>());
        }
    }

    synchronized void offer(List<Flight> claimed) {
        ArrayDeque<Flight> queue = null;
        Grade last = null;
        for (Flight flight : claimed) {
            Grade grade = flight.standing().warning().grade();
            if (queue == null || grade != last) {
                queue = flights.computeIfAbsent(grade, g -> new ArrayDeque<>());
                last = grade;
            }
            queue.add(flight);
        }
        size += claimed.size();
    }

    /**
     * Takes the first ones.
     *
     * @param capacity segments; the last one may exceed it
     * @param waits asked first: such ones stay where they are, and others go before them
     * @param admits asked before each one is taken; the first refusal ends it
     */
    synchronized List<Flight> poll(int capacity, Predicate<Flight> waits, Predicate<Flight> admits) {
        List<Flight> taken = new ArrayList<>(Math.min(size, Math.max(0, capacity)));
        int left = capacity;
        for (ArrayDeque<Flight> queue : flights.values()) {
            for (Iterator<Flight> all = queue.iterator(); all.hasNext();) {
                Flight next = all.next();
                if (waits.test(next)) {
                    continue;
                }
                if (left <= 0 || !admits.test(next)) {
                    size -= taken.size();
                    return taken;
                }
                taken.add(next);
                all.remove();
                left -= next.cost();
            }
        }
        size -= taken.size();
        return taken;
    }

    /** Puts flights, in the order in which they were taken, before all others of their grade. */
    synchronized void putBack(List<Flight> taken) {
        for (Flight flight : taken.reversed()) {
            flights.computeIfAbsent(flight.standing().warning().grade(), g -> new ArrayDeque<>()).addFirst(flight);
        }
        size += taken.size();
    }

    /** Takes those that meet the condition. */
    synchronized List<Flight> drain(Predicate<Flight> which) {
        List<Flight> taken = new ArrayList<>();
        for (ArrayDeque<Flight> queue : flights.values()) {
            queue.removeIf(flight -> which.test(flight) && taken.add(flight));
        }
        size -= taken.size();
        return taken;
    }

    /** Takes everything of those grades. */
    synchronized List<Flight> drain(Set<Grade> grades) {
        List<Flight> taken = new ArrayList<>();
        flights.forEach((grade, queue) -> {
            if (grades.contains(grade)) {
                taken.addAll(queue);
                queue.clear();
            }
        });
        size -= taken.size();
        return taken;
    }

    synchronized int size() {
        return size;
    }

    /** How many of that grade. */
    synchronized int size(Grade grade) {
        ArrayDeque<Flight> queue = flights.get(grade);
        return queue == null ? 0 : queue.size();
    }

    /** When the one that would be next was claimed; null when there is none. */
    synchronized @Nullable Flight peek() {
        for (ArrayDeque<Flight> queue : flights.values()) {
            Flight next = queue.peek();
            if (next != null) {
                return next;
            }
        }
        return null;
    }
}
