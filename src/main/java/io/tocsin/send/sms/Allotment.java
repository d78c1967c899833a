package io.tocsin.send.sms;

import io.tocsin.send.sms.session.SmsAttempt;
import io.tocsin.send.sms.session.SmsSession;
import java.util.ArrayList;
import java.util.List;

/**
 * Shares out the attempts of one call among the sessions, so that each session is given its share
 * in one go. What exceeds the windows may wait, at most another window per session.
 */
final class Allotment {
    private final List<? extends SmsSession<?>> sessions;
    private final List<List<SmsAttempt>> shares = new ArrayList<>();
    private final int[] room;

    Allotment(List<? extends SmsSession<?>> sessions) {
        this.sessions = sessions;
        this.room = new int[sessions.size()];
        for (int i = 0; i < room.length; i++) {
            room[i] = sessions.get(i).free();
            shares.add(new ArrayList<>());
        }
    }

    /** Gives an attempt to the session with the most room; false when none is up or all have enough. */
    boolean add(SmsAttempt attempt) {
        int best = 0;
        for (int i = 1; i < room.length; i++) {
            best = room[i] > room[best] ? i : best;
        }
        if (room[best] <= -sessions.get(best).window()) {
            return false;
        }
        room[best] -= attempt.parts();
        shares.get(best).add(attempt);
        return true;
    }

    void send() {
        for (int i = 0; i < room.length; i++) {
            if (!shares.get(i).isEmpty()) {
                sessions.get(i).send(shares.get(i));
            }
        }
    }
}
