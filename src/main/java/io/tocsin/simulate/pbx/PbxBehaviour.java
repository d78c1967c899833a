package io.tocsin.simulate.pbx;

import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;

/**
 * How a simulated Asterisk and the people behind it behave. All shares are 0 to 1.
 *
 * @param fates words of {@link CallFate#of(String)} for numbers that do not say themselves
 * @param ring how long it rings before somebody answers or refuses
 * @param talk how long an answered call lasts that no dialog is held with
 * @param faults what goes wrong with the events
 * @param people who answers
 * @param told whether numbers say by their ends what becomes of them
 * @param seed makes the same calls meet the same fate
 */
public record PbxBehaviour(Mix fates, Span ring, Span talk, Faults faults, People people, boolean told, long seed) {
    /** Refuses words that name no fate. */
    public PbxBehaviour {
        fates.shares().keySet().forEach(CallFate::of);
    }

    /** The same with people who say nothing. */
    public PbxBehaviour(Mix fates, Span ring, Span talk, Faults faults, long seed) {
        this(fates, ring, talk, faults, People.SILENT, true, seed);
    }

    /** Everybody answers after that long and listens that long. */
    public static PbxBehaviour good(Span ring, Span talk, long seed) {
        return new PbxBehaviour(Mix.only("answer"), ring, talk, Faults.NONE, seed);
    }

    /** The same with faults. */
    public PbxBehaviour withFaults(Faults other) {
        return new PbxBehaviour(fates, ring, talk, other, people, told, seed);
    }

    /** The same with other people. */
    public PbxBehaviour withPeople(People other) {
        return new PbxBehaviour(fates, ring, talk, faults, other, told, seed);
    }

    /** The same where numbers say nothing: for made-up ones, whose ends are chance. */
    public PbxBehaviour byChance() {
        return new PbxBehaviour(fates, ring, talk, faults, people, false, seed);
    }

    /** What a number says of itself; nothing when that is chance. */
    String end(String number) {
        return told ? number : "";
    }

    /**
     * The people who answer, when the Originate says where a dialog is to be had (FastAGI).
     *
     * @param citizens words of {@link Citizen#of(String)} for numbers that do not say themselves
     * @param prompt how long a prompt takes
     * @param think how long they think before they press a key; never longer than they are listened to
     * @param transfers what becomes of a transfer: {@code answered}, {@code busy}, {@code no_answer}
     */
    public record People(Mix citizens, Span prompt, Span think, Mix transfers) {
        /** Who only listen. */
        public static final People SILENT = new People(Mix.only("silent"), new Span(2000, 6000), new Span(500, 1500),
                Mix.only("answered"));

        /** Refuses words that name no citizen. */
        public People {
            citizens.shares().keySet().forEach(Citizen::of);
        }
    }

    /**
     * What goes wrong.
     *
     * @param storm events of no interest beside each that is
     * @param late share of events that are late
     * @param lateBy how late
     * @param repeated share of events that come twice
     * @param reordered share of events that come after the next one
     * @param cutEvery connections are cut after so many Originates on one, 0 for never
     */
    public record Faults(int storm, double late, Span lateBy, double repeated, double reordered, int cutEvery) {
        /** Nothing goes wrong. */
        public static final Faults NONE = new Faults(0, 0, Span.NONE, 0, 0, 0);
    }
}
