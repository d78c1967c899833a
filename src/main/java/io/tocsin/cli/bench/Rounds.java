package io.tocsin.cli.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Rounds of one benchmark in one process; the median one speaks for them. */
final class Rounds {
    private final List<Round> measured = new ArrayList<>();

    void add(Round round) {
        measured.add(round);
    }

    Round median() {
        return sorted().get(measured.size() / 2);
    }

    private List<Round> sorted() {
        return measured.stream().sorted(Comparator.comparingDouble(Round::perSecond)).toList();
    }

    /**
     * Warnings per second of the slowest round in which the append-only file was rewritten; 0 without
     * one.
     */
    double perSecondRewriting() {
        return measured.stream().filter(round -> round.rewrites() > 0).mapToDouble(Round::perSecond).min().orElse(0);
    }

    boolean balanced() {
        return measured.stream().allMatch(Round::balanced);
    }

    /** Slowest and fastest, warnings per second. */
    String spread() {
        List<Round> rounds = sorted();
        return Math.round(rounds.getFirst().perSecond()) + "–" + Math.round(rounds.getLast().perSecond());
    }
}
