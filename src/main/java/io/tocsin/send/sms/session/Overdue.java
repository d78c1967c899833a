package io.tocsin.send.sms.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Submits of a connection whose answers did not come in time, so that answers that come later still
 * find them. Bounded: the oldest are forgotten, and their answers are strays.
 */
final class Overdue {
    private static final int LEAST = 256;
    private static final int WINDOWS = 16;
    private final Map<Integer, Window.Slot> slots;

    /** Room for sixteen windows, or 256. */
    Overdue(int window) {
        int most = Math.max(LEAST, WINDOWS * window);
        slots = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Window.Slot> eldest) {
                return size() > most;
            }
        };
    }

    void add(Window.Slot slot) {
        slots.put(slot.sequence(), slot);
    }

    /** Takes a submit out; null when there is none with that sequence. */
    Window.@Nullable Slot remove(int sequence) {
        return slots.remove(sequence);
    }
}
