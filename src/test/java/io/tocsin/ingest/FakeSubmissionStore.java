package io.tocsin.ingest;

import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Submissions in memory; holds do not run out by themselves. */
public final class FakeSubmissionStore implements SubmissionStore {
    /** Every checkpoint ever written. */
    public final List<Submission> checkpoints = new ArrayList<>();
    private final Map<String, Submission> known = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private final Map<String, Long> last = new HashMap<>();
    private volatile boolean down;

    /** Makes every call fail, or no longer. */
    public void down(boolean now) {
        down = now;
    }

    /** All holds run out, as after the death of their node. */
    public synchronized void expireHolds() {
        held.clear();
    }

    /** What is known of a key. */
    public synchronized Optional<Submission> of(String scope, String key) {
        return Optional.ofNullable(known.get(scope + " " + key));
    }

    /** Whether somebody holds the key. */
    public synchronized boolean isHeld(String scope, String key) {
        return held.contains(scope + " " + key);
    }

    /** Replaces what is known, as if a crash had kept later checkpoints from being written. */
    public synchronized void put(String scope, String key, Submission submission) {
        known.put(scope + " " + key, submission);
    }

    private void check() {
        if (down) {
            throw new StoreUnavailableException("the fake is down");
        }
    }

    @Override
    public synchronized Begun begin(String scope, String key, Submission fresh, Duration hold) {
        check();
        if (!held.add(scope + " " + key)) {
            return new Begun.Running();
        }
        Submission before = known.putIfAbsent(scope + " " + key, fresh);
        if (before != null && !before.answer().isEmpty()) {
            // Nobody needs to hold what is answered.
            held.remove(scope + " " + key);
        }
        return before == null ? new Begun.Fresh() : new Begun.Again(before);
    }

    @Override
    public synchronized void checkpoint(String scope, String key, Submission soFar, Duration hold) {
        check();
        checkpoints.add(soFar);
        known.put(scope + " " + key, soFar);
    }

    @Override
    public synchronized void finish(String scope, String key, Submission done) {
        check();
        known.put(scope + " " + key, done);
        held.remove(scope + " " + key);
        if (scope.startsWith("tcp:")) {
            last.merge(scope, Long.parseUnsignedLong(key), (a, b) -> Long.compareUnsigned(a, b) > 0 ? a : b);
        }
    }

    @Override
    public synchronized void release(String scope, String key) {
        check();
        held.remove(scope + " " + key);
    }

    @Override
    public synchronized void discard(String scope, String key) {
        check();
        held.remove(scope + " " + key);
        known.remove(scope + " " + key);
    }

    @Override
    public synchronized Optional<Long> lastSequence(String scope) {
        check();
        return Optional.ofNullable(last.get(scope));
    }
}
