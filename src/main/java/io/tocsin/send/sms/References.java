package io.tocsin.send.sms;

import io.tocsin.warning.Phone;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * References of long texts: a phone joins segments of the same reference, so that what a number
 * gets next has another than what it got before. The last {@value #MOST} numbers are remembered;
 * one that was forgotten, or that another node wrote to, goes on where the carrier's count stands.
 * Safe for use by several threads.
 */
final class References {
    private static final int MOST = 65_536;

    private final Map<String, Integer> last = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    };
    private int next;

    /** References that begin with that one. */
    References(int first) {
        next = first;
    }

    /** The reference of the next long text for a number. */
    synchronized int next(Phone phone) {
        next++;
        // Against the low 8 bits, all that the smallest header has: 256 texts later the count comes round.
        Integer before = last.get(phone.digits());
        if (before != null && (before & 0xff) == (next & 0xff)) {
            next++;
        }
        last.put(phone.digits(), next);
        return next;
    }
}
