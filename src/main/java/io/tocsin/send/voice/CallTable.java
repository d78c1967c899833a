package io.tocsin.send.voice;

import io.tocsin.send.Answer;
import io.tocsin.warning.AttemptEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are not over, by their ids; as many as the trunks have lines. What is taken out is
 * answered, and answers are told together at the end of a turn. Owned by one event loop.
 */
final class CallTable {
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final Map<CallOwner, List<Answer>> answers = new LinkedHashMap<>();
    private final Map<CallOwner, List<Object>> over = new LinkedHashMap<>();

    /**
     * Puts a call in; false when there is one with its id, which could not be told from it: that one
     * answers for both. To answer that it was never sent would have it rung again.
     */
    boolean add(Call call) {
        Call there = calls.putIfAbsent(call.id(), call);
        if (there != null) {
            there.twin(call);
            if (there.isHandedOver()) {
                answer(call, there.handedOver(), true);
            }
        }
        return there == null;
    }

    @Nullable
    Call find(String id) {
        return calls.get(id);
    }

    /** Those of some kind. */
    List<Call> where(Predicate<Call> kind) {
        List<Call> some = new ArrayList<>();
        for (Call call : calls.values()) {
            if (kind.test(call)) {
                some.add(call);
            }
        }
        return some;
    }

    /** A call is over. */
    void end(Call call, AttemptEnd end) {
        if (!calls.remove(call.id(), call)) {
            return;
        }
        if (call.isHandedOver()) {
            over(call);
            call.twins().forEach(this::over);
        } else {
            answer(call, end);
            call.twins().forEach(twin -> answer(twin, end));
        }
    }

    /** What its attempt came to is known, and the call goes on: it keeps its line until its end. */
    void handOver(Call call, AttemptEnd end) {
        if (call.equals(calls.get(call.id())) && !call.isHandedOver()) {
            call.handOver(end);
            answer(call, end, true);
            call.twins().forEach(twin -> answer(twin, end, true));
        }
    }

    private void over(Call call) {
        over.computeIfAbsent(call.trunk().owner(), _ -> new ArrayList<>()).add(call.outgoing().tag());
    }

    /** A call is left to whoever adopts it. */
    void leave(Call call) {
        calls.remove(call.id(), call);
    }

    /** A call that never was in the table. */
    void answer(Call call, AttemptEnd end) {
        answer(call, end, false);
    }

    private void answer(Call call, AttemptEnd end, boolean goesOn) {
        answers.computeIfAbsent(call.trunk().owner(), _ -> new ArrayList<>())
                .add(new Answer(call.outgoing().tag(), end, List.of(), goesOn));
    }

    /** Tells the answers of this turn. */
    void deliver() {
        if (!answers.isEmpty()) {
            Map<CallOwner, List<Answer>> all = new LinkedHashMap<>(answers);
            answers.clear();
            all.forEach(CallOwner::ended);
        }
        if (!over.isEmpty()) {
            Map<CallOwner, List<Object>> all = new LinkedHashMap<>(over);
            over.clear();
            all.forEach(CallOwner::over);
        }
    }
}
