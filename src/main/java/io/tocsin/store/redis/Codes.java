package io.tocsin.store.redis;

import io.tocsin.review.item.CaseState;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Note;
import io.tocsin.warning.Operator;
import io.tocsin.warning.WarningState;
import java.util.List;

/**
 * The numbers under which constants of the domain are stored: their ordinals, which never change.
 */
@SuppressWarnings("EnumOrdinal") // these enums only ever grow at their end, and scripts know the numbers
public final class Codes {
    private static final List<WarningState> STATES = List.of(WarningState.values());
    private static final List<CauseClass> CAUSES = List.of(CauseClass.values());
    private static final List<Channel> CHANNELS = List.of(Channel.values());
    private static final List<Operator> OPERATORS = List.of(Operator.values());
    private static final List<Grade> GRADES = List.of(Grade.values());
    private static final List<Note.Kind> KINDS = List.of(Note.Kind.values());

    private static final List<CaseState> CASES = List.of(CaseState.values());

    private Codes() {}

    /** The number of a constant. */
    public static int of(Enum<?> constant) {
        return constant.ordinal();
    }

    /** The state of that number. */
    public static WarningState state(int code) {
        return at(STATES, code, "warning state");
    }

    /** The cause's class of that number. */
    public static CauseClass cause(int code) {
        return at(CAUSES, code, "class of cause");
    }

    /** The channel of that number. */
    public static Channel channel(int code) {
        return at(CHANNELS, code, "channel");
    }

    /** The operator of that number. */
    public static Operator operator(int code) {
        return at(OPERATORS, code, "operator");
    }

    /** The grade of that number. */
    public static Grade grade(int code) {
        return at(GRADES, code, "grade");
    }

    /** The kind of timeline entry of that number. */
    public static Note.Kind kind(int code) {
        return at(KINDS, code, "kind of timeline entry");
    }

    /** The state of a case of that number. */
    public static CaseState caseState(int code) {
        return at(CASES, code, "state of a case");
    }

    private static <T> T at(List<T> all, int code, String what) {
        if (code < 0 || code >= all.size()) {
            throw new IllegalArgumentException("no " + what + " has number " + code + ", the last is "
                    + (all.size() - 1));
        }
        return all.get(code);
    }
}
