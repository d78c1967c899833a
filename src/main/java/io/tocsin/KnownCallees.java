package io.tocsin;

import io.tocsin.send.voice.agi.CallJournal;
import io.tocsin.send.voice.agi.Callee;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A journal of calls that remembers whom this node is about to ring: a call that it began needs no
 * store to be held in the person's own words. Safe for use by several threads.
 */
final class KnownCallees implements CallJournal {
    /** More than a node has lines; the oldest are forgotten, and then asked for. */
    private static final int MOST = 10_000;

    private final CallJournal journal;
    private final LinkedHashMap<WarningId, Warning> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WarningId, Warning> eldest) {
            return size() > MOST;
        }
    };

    /** The same journal with a memory. */
    KnownCallees(CallJournal journal) {
        this.journal = journal;
    }

    /** This warning's person is about to be rung. */
    void rings(Warning warning) {
        synchronized (known) {
            known.putLast(warning.id(), warning);
        }
    }

    /** Forgets as it answers: a call asks once. */
    @Override
    public Optional<Callee> known(AttemptId attempt) {
        @Nullable
        Warning warning;
        synchronized (known) {
            warning = known.remove(attempt.warning());
        }
        return Optional.ofNullable(warning).map(each -> new Callee(each.grade(), each.said()));
    }

    @Override
    public Optional<Callee> callee(AttemptId attempt) {
        return journal.callee(attempt);
    }

    @Override
    public void flag(AttemptId attempt, String evidence) {
        journal.flag(attempt, evidence);
    }

    @Override
    public void talked(AttemptId attempt, String text) {
        journal.talked(attempt, text);
    }
}
