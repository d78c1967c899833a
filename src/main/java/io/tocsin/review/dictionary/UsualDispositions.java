package io.tocsin.review.dictionary;

import io.tocsin.review.dictionary.Disposition.Amount;
import io.tocsin.review.dictionary.Disposition.Effect;
import io.tocsin.review.dictionary.Disposition.NoteRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary that holds unless the file has another: what 96110 desks write down. No official
 * list was found; this one is from published accounts of their work.
 */
public final class UsualDispositions {
    /**
     * The disposition that the share of people dissuaded (劝阻率) counts; a site's own dictionary keeps
     * the code for it.
     */
    public static final String DISSUADED = "dissuaded";

    private UsualDispositions() {}

    /** Version 1. */
    public static Dictionary dictionary() {
        return new Dictionary(1, List.of(closes(DISSUADED, "已劝阻", "Dissuaded", "1", NoteRule.OPTIONAL, Amount.SAVED),
                returns("no-answer", "未接", "No answer", "2", Duration.ofMinutes(20)),
                returns("busy", "占线（疑与骗子通话）", "Engaged, maybe with the swindler", "3", Duration.ofMinutes(5)),
                returns("powered-off", "关机", "Switched off", "4", Duration.ofHours(1)),
                returns("refused", "拒接/直接挂断", "Refused the call", "5", Duration.ofMinutes(30)),
                new Disposition("station-visit", "转派出所见面", "To the police station", "6", Effect.ESCALATE, null,
                        NoteRule.OPTIONAL, Set.of(), List.of("station")),
                closes("paid", "已转账被骗（止付/报警）", "Paid: stop payment, report", "7", NoteRule.REQUIRED, Amount.SAVED,
                        Amount.LOST),
                closes("false-alarm", "误报", "False alarm", "8", NoteRule.OPTIONAL),
                new Disposition("unconvinced", "不听劝/否认", "Not convinced", "9", Effect.ESCALATE, null,
                        NoteRule.REQUIRED, Set.of(), List.of("station")),
                closes("suspended", "停机", "Line suspended", null, NoteRule.OPTIONAL),
                closes("no-such-number", "空号", "No such number", null, NoteRule.OPTIONAL),
                closes("abusive", "谩骂", "Abusive", null, NoteRule.OPTIONAL),
                closes("wrong-person", "非本人（已联系家属）", "Somebody else; family told", null, NoteRule.REQUIRED),
                closes("app-installed", "已引导安装国家反诈中心APP", "Helped to install the anti-fraud app", null,
                        NoteRule.OPTIONAL),
                closes("asked-back", "群众求证", "Asked whether the warning was real", null, NoteRule.OPTIONAL),
                closes("complaint", "投诉/要求停止", "Complaint, wants no more calls", null, NoteRule.REQUIRED)));
    }

    private static Disposition closes(String code, String zh, String en, @Nullable String key, NoteRule note,
            Amount... amounts) {
        return new Disposition(code, zh, en, key, Effect.CLOSE, null, note, Set.of(amounts), List.of());
    }

    private static Disposition returns(String code, String zh, String en, String key, Duration after) {
        return new Disposition(code, zh, en, key, Effect.REQUEUE, after, NoteRule.OPTIONAL, Set.of(), List.of());
    }
}
