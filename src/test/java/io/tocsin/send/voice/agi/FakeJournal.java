package io.tocsin.send.voice.agi;

import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Grade;
import io.tocsin.warning.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal in memory, that may be down. */
public final class FakeJournal implements CallJournal {
    /** What was flagged, with its evidence. */
    public final Map<AttemptId, String> flags = new ConcurrentHashMap<>();
    /** What was talked, in order. */
    public final List<String> talks = new CopyOnWriteArrayList<>();
    /** How often it was asked for anything. */
    public final List<String> asked = new CopyOnWriteArrayList<>();
    /** Whom it knows without being asked. */
    public final Map<AttemptId, Callee> near = new ConcurrentHashMap<>();
    private volatile boolean down;
    private volatile boolean knows = true;

    /** It does not answer, or does again. */
    public void down(boolean is) {
        down = is;
    }

    /** It knows nobody, or everybody again. */
    public void knows(boolean is) {
        knows = is;
    }

    private void ask(String what) {
        asked.add(what);
        if (down) {
            throw new StoreUnavailableException("down, as the test says");
        }
    }

    @Override
    public Optional<Callee> callee(AttemptId attempt) {
        ask("callee");
        return knows ? Optional.of(new Callee(Grade.URGENT, Map.of("city", "呼伦贝尔"))) : Optional.empty();
    }

    @Override
    public Optional<Callee> known(AttemptId attempt) {
        return Optional.ofNullable(near.get(attempt));
    }

    @Override
    public void flag(AttemptId attempt, String evidence) {
        ask("flag");
        flags.put(attempt, evidence);
    }

    @Override
    public void talked(AttemptId attempt, String text) {
        ask("talked");
        talks.add(text);
    }
}
