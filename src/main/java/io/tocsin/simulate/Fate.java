package io.tocsin.simulate;

import java.util.SplittableRandom;

/**
 * What will become of one submit.
 *
 * @param result of the answer, 0 accepted
 * @param answers how many times it is answered: 0, 1 or 2
 * @param answerAfter milliseconds until the answer
 * @param stat of the receipt
 * @param receipts how many receipts come: 0, 1 or 2
 * @param receiptAfter milliseconds from the submit to the receipt
 */
public record Fate(int result, int answers, int answerAfter, String stat, int receipts, int receiptAfter) {
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    /**
     * The fate of the n-th submit to a number: the same for the same seed, whatever comes between.
     *
     * @param phone digits as submitted
     * @param nth counts submits to that number, from 0
     */
    public static Fate of(Behaviour behaviour, String phone, int nth) {
        SplittableRandom random = new SplittableRandom(
                (behaviour.seed() * GOLDEN + phone.hashCode()) * GOLDEN + nth);
        String word = behaviour.answers().at(random.nextDouble());
        int any = word.startsWith("0x") ? Integer.decode(word) : Integer.parseInt(word);
        int result = behaviour.resultOf(phone).orElse(any);
        int answerAfter = behaviour.answerAfter().at(random.nextDouble());
        Behaviour.Faults faults = behaviour.faults();
        int answers = random.nextDouble() < faults.lostAnswers()
                ? 0
                : random.nextDouble() < faults.repeatedAnswers() ? 2 : 1;
        String stat = behaviour.receipts().at(random.nextDouble());
        int receiptAfter = behaviour.receiptAfter().at(random.nextDouble());
        int receipts = random.nextDouble() < faults.lostReceipts()
                ? 0
                : random.nextDouble() < faults.repeatedReceipts() ? 2 : 1;
        boolean early = random.nextDouble() < faults.earlyReceipts();
        return new Fate(result, answers, answerAfter, stat, result == 0 ? receipts : 0,
                early ? 0 : answerAfter + receiptAfter);
    }
}
