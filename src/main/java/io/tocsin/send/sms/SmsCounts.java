package io.tocsin.send.sms;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a carrier did that no attempt shows, counted since the start.
 */
public final class SmsCounts {
    private final LongAdder strays = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final AtomicLong unreadable = new AtomicLong();
    private final LongAdder messages = new LongAdder();

    SmsCounts() {}

    void stray() {
        strays.increment();
    }

    void late(int answers) {
        late.add(answers);
    }

    /** Counts one and tells how many there were. */
    long skipped() {
        return unreadable.incrementAndGet();
    }

    void messages(int count) {
        messages.add(count);
    }

    /** Answers that came after their time, to attempts whose end was told as unknown. */
    public long late() {
        return late.sum();
    }

    /** Answers to submits that are forgotten, or that nobody made. */
    public long strays() {
        return strays.sum();
    }

    /** Messages that could not be read or are not known. */
    public long unreadable() {
        return unreadable.get();
    }

    /** Messages that persons sent to the access number, or parts of them. */
    public long messages() {
        return messages.sum();
    }
}
