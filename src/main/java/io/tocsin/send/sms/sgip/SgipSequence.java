package io.tocsin.send.sms.sgip;

/**
 * Sequence Number: twelve octets that name a message among all of all nodes (SGIP 1.2, 3.4.3). A
 * submit has no other id: its receipt names it by this.
 *
 * @param node of the sender, unsigned
 * @param time MMDDHHMMSS as a number, unsigned
 * @param counter runs round, unsigned
 */
public record SgipSequence(int node, int time, int counter) {

    /** Its 24 hex digits, by which receipts find their submit. */
    public String text() {
        return "%08x%08x%08x".formatted(node, time, counter);
    }
}
