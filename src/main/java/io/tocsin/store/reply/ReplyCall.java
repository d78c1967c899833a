package io.tocsin.store.reply;

import io.tocsin.report.ResultStore.Said;
import io.tocsin.report.replies.OptOut;
import io.tocsin.review.item.Reason;
import io.tocsin.review.rule.ReplyRule;
import io.tocsin.store.StoreBase;
import io.tocsin.store.contact.StopList;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Script;
import io.tocsin.store.result.Replies;
import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.Openings;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the call that takes a whole reply, with all that follows from it. */
final class ReplyCall {
    /** To one warning. */
    private static final int MOST = 32;
    private static final int MOST_CHANGES = 1000;
    /** Of a partition, without a warning. */
    private static final int MOST_STRAYS = 4096;
    private static final Duration STRAYS_KEPT = Duration.ofDays(30);
    private final CaseBase cases;
    private final StoreBase base;
    private final StopList stopList;
    private final OptOut optOut;
    private final long keepEvents;
    private final Script script = Script.withCasesAndAgain("reply");

    ReplyCall(CaseBase cases, StopList stopList, OptOut optOut, Duration keepEvents) {
        this.cases = cases;
        this.base = cases.store();
        this.stopList = stopList;
        this.optOut = optOut;
        this.keepEvents = keepEvents.toMillis();
    }

    /**
     * A call and what was decided about it.
     *
     * @param raised the case it opens or joins; null for none
     */
    record Made(Call call, ReplyRule.@Nullable Raised raised) {}

    /** The word by which a reply puts its number on the stop list. */
    Optional<String> optOut(Whole reply) {
        return reply.incomplete() ? Optional.empty() : optOut.word(reply.text());
    }

    /** As the stop list says it. */
    static String reason(String word) {
        return "本人短信退订：" + word;
    }

    /** For that reply to the warning, or to none. */
    Made of(Whole reply, @Nullable Warning warning) {
        byte[] key = base.phones().of(reply.phone());
        int partition = base.phones().partition(key);
        Optional<String> word = optOut(reply);
        Grade grade = warning == null ? null : warning.grade();
        ReplyRule.Raised raised = cases.suspects().replies().judge(grade, reply.text(), word.isPresent()).orElse(null);
        Said said = new Said(reply.carrier(), reply.to(), reply.text(), word.isPresent(), reply.incomplete());
        List<Object> all = new ArrayList<>(List.of(keepEvents, reply.fingerprint().bytes(),
                reply.fingerprint().within().toMillis(), reply.merged().key(),
                warning == null ? "" : warning.id().block(), warning == null ? 0 : warning.id().index(),
                base.names().carriers().number(reply.carrier()), sealed(reply.phone(), warning, said), MOST, key,
                word.isPresent() ? stop(reply, word.get()) : "", MOST_CHANGES));
        if (raised == null) {
            all.add("");
        } else {
            String person = warning == null ? "" : warning.name();
            all.addAll(List.of(cases.seals().person(partition, key, reply.phone(), person), Codes.of(raised.grade()),
                    warning == null ? "" : warning.fraudType(),
                    warning == null ? "" : cases.units().of(warning).orElse(""),
                    Openings.reason(Reason.Kind.REPLY, masked(raised.suspicion().text())), cases.time().day(),
                    cases.time().clocks(), cases.seals().note(partition, key, Openings.note(reply.text()))));
        }
        all.add(MOST_STRAYS);
        all.add(STRAYS_KEPT.toMillis());
        return new Made(script.call(Keys.tag(partition), all.toArray()), raised);
    }

    private byte[] sealed(Phone phone, @Nullable Warning warning, Said said) {
        return warning != null ? new Replies(base).seal(warning.id(), said) : RedisStrays.seal(base, phone, said);
    }

    private byte[] stop(Whole reply, String word) {
        return stopList.optOut(reply.phone(), reason(word));
    }

    /** Reasons stand in the clear: no account, card or telephone number may be in them. */
    private static String masked(String text) {
        return text.replaceAll("[0-9０-９]{4,}", "****");
    }
}
