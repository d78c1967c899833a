package io.tocsin.access.audit;

import io.tocsin.warning.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A chain in memory. */
final class FakeAuditStore implements AuditStore {
    final List<String> lines = new ArrayList<>();
    private Head head = Head.NONE;
    boolean down;

    @Override
    public Head head() {
        return head;
    }

    @Override
    public Head append(Head expected, List<String> more, Head next, Instant now, boolean letGo) {
        if (down) {
            throw new StoreUnavailableException("down");
        }
        if (expected.equals(head)) {
            lines.addAll(more);
            head = next;
        }
        return head;
    }

    @Override
    public long first() {
        return 1;
    }

    @Override
    public List<Entry> after(long sequence, int most) {
        return LongStream.range(sequence, Math.min(lines.size(), sequence + most))
                .mapToObj(i -> new Entry(i + 1, lines.get((int) i))).toList();
    }
}
