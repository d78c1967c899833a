package io.tocsin.simulate;

import java.util.Map;
import java.util.OptionalInt;

/**
 * How a simulated SMS carrier behaves. All shares are 0 to 1.
 *
 * @param answers results of submits: {@code 0} accepts, other words are result codes
 * @param answerAfter time until the answer
 * @param receipts stats of receipts of accepted submits
 * @param receiptAfter time from the answer to the receipt
 * @param perSecond submits per second above which it answers flow control, 0 for no limit
 * @param faults what goes wrong
 * @param seed makes the same numbers meet the same fate
 * @param numbers results of submits to certain numbers, whatever {@code answers} says: the last
 *            digits of a number to the result
 * @param writers how people answer what reaches them
 */
public record Behaviour(Mix answers, Span answerAfter, Mix receipts, Span receiptAfter, int perSecond, Faults faults,
        long seed, Map<String, Integer> numbers, Writers writers) {

    /** Copies the numbers. */
    public Behaviour {
        numbers = Map.copyOf(numbers);
    }

    /** The same for all numbers. */
    public Behaviour(Mix answers, Span answerAfter, Mix receipts, Span receiptAfter, int perSecond, Faults faults,
            long seed) {
        this(answers, answerAfter, receipts, receiptAfter, perSecond, faults, seed, Map.of(), Writers.NONE);
    }

    /** Accepts at once and delivers after 50 to 500 ms. */
    public static Behaviour good(long seed) {
        return new Behaviour(Mix.only("0"), Span.NONE, Mix.only("DELIVRD"), new Span(50, 500), 0, Faults.NONE, seed);
    }

    /** The same with other results of submits. */
    public Behaviour withAnswers(Mix mix, Span after) {
        return new Behaviour(mix, after, receipts, receiptAfter, perSecond, faults, seed, numbers, writers);
    }

    /** The same with other receipts. */
    public Behaviour withReceipts(Mix mix, Span after) {
        return new Behaviour(answers, answerAfter, mix, after, perSecond, faults, seed, numbers, writers);
    }

    /** The same with a limit. */
    public Behaviour withLimit(int limit) {
        return new Behaviour(answers, answerAfter, receipts, receiptAfter, limit, faults, seed, numbers, writers);
    }

    /** The same with faults. */
    public Behaviour withFaults(Faults other) {
        return new Behaviour(answers, answerAfter, receipts, receiptAfter, perSecond, other, seed, numbers, writers);
    }

    /** The same, but these numbers are always answered so. */
    public Behaviour withNumbers(Map<String, Integer> other) {
        return new Behaviour(answers, answerAfter, receipts, receiptAfter, perSecond, faults, seed, other, writers);
    }

    /** The same with people who answer so. */
    public Behaviour withWriters(Writers other) {
        return new Behaviour(answers, answerAfter, receipts, receiptAfter, perSecond, faults, seed, numbers, other);
    }

    /** The result of a submit to that number, when it has one of its own. */
    OptionalInt resultOf(String phone) {
        return numbers.entrySet().stream().filter(each -> phone.endsWith(each.getKey()))
                .mapToInt(Map.Entry::getValue).findFirst();
    }

    /**
     * Shares of what goes wrong.
     *
     * @param lostAnswers submits that are taken but never answered
     * @param repeatedAnswers answers that come twice
     * @param lostReceipts receipts that never come
     * @param repeatedReceipts receipts that come twice
     * @param earlyReceipts receipts that come before their answer
     * @param dropEvery the connection is cut after so many submits on it, 0 for never
     */
    public record Faults(double lostAnswers, double repeatedAnswers, double lostReceipts, double repeatedReceipts,
            double earlyReceipts, int dropEvery) {
        /** Nothing goes wrong. */
        public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0);
    }
}
