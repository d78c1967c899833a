package io.tocsin.store.review;

import io.tocsin.review.Cases;
import io.tocsin.review.Decision;
import io.tocsin.review.Finding;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.Token;
import io.tocsin.store.redis.PackedPlace;
import io.tocsin.store.review.Acts.Act;
import io.tocsin.store.review.Acts.Done;
import io.tocsin.store.redis.Codes;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cases in Redis, each in the partition of its number, so that every act is one script. */
public final class RedisCases implements Cases {
    private static final int TOKEN_BYTES = 16;
    private final CaseBase base;
    private final Acts acts;
    private final Openings openings;
    private final Claims claims;
    private final Findings findings;
    private final Presence presence;

    /** Works on that ground. */
    public RedisCases(CaseBase base) {
        this.base = base;
        acts = new Acts(base);
        openings = new Openings(base);
        claims = new Claims(base, this::token);
        findings = new Findings(base);
        presence = new Presence(base.redis(), base.store().clock());
    }

    @Override
    public Opening.Opened open(Opening opening) {
        return openings.open(opening);
    }

    @Override
    public List<Claimed> claim(Reviewer who, int most) {
        presence.seen(who.name());
        return claims.claim(who, Math.clamp(most, 1, MOST_CLAIMS));
    }

    @Override
    public Claimed claim(Reviewer who, CaseId id) {
        presence.seen(who.name());
        String token = token();
        return claims.claimed(acts.item(acts.run(new Act("claim", who, id, token), base.config().lease())),
                new Token(token));
    }

    @Override
    public Instant heartbeat(Reviewer who, CaseId id, Token token) {
        presence.seen(who.name());
        return acts.run(act("heartbeat", who, id, token), base.config().lease()).time();
    }

    @Override
    public Instant note(Reviewer who, CaseId id, Token token, String note) {
        presence.seen(who.name());
        return acts.run(act("heartbeat", who, id, token), base.config().lease(), base.seals()
                .text(id.partition(), id.number(), "n", Openings.cut(note, Finding.LONGEST_NOTE))).time()
                .minus(base.config().lease());
    }

    @Override
    public Case texted(Reviewer who, CaseId id, WarningId warning, String message) {
        return acts.item(run(new Act("texted", who, id, ""), PackedPlace.of(warning), message));
    }

    @Override
    public Decision release(Reviewer who, CaseId id, Token token) {
        return decision(run(act("release", who, id, token)));
    }

    @Override
    public Decision snooze(Reviewer who, CaseId id, Token token, Instant until, String note) {
        return decision(run(act("snooze", who, id, token), until.toEpochMilli(), note(id, note)));
    }

    @Override
    public Decision decide(Reviewer who, CaseId id, Token token, Finding finding) {
        presence.seen(who.name());
        Dictionary dictionary = base.dictionary().get();
        Disposition disposition = findings.check(dictionary, id, finding);
        Decision decision = decision(run(act("decide", who, id, token),
                findings.arguments(dictionary.version(), id, finding, disposition, disposition.effect().code())));
        base.listener().decided(disposition.code());
        return decision;
    }

    @Override
    public Decision escalate(Reviewer who, CaseId id, Token token, String station, String note) {
        return decide(who, id, token,
                new Finding(findings.escalation(id).code(), note, 0, 0, Map.of(Finding.STATION, station)));
    }

    @Override
    public Claimed undo(Reviewer who, CaseId id, Token token) {
        return claims.claimed(acts.item(acts.run(act("undo", who, id, token), base.config().lease())), token);
    }

    @Override
    public Case feedback(Reviewer who, CaseId id, Finding finding, boolean closes) {
        Dictionary dictionary = base.dictionary().get();
        Disposition disposition = findings.checkFeedback(dictionary, id, finding);
        Case item = acts.item(run(new Act("feedback", who, id, ""),
                findings.arguments(dictionary.version(), id, finding, disposition, closes ? "close" : "requeue")));
        base.listener().decided(disposition.code());
        return item;
    }

    @Override
    public Case reassign(Reviewer who, CaseId id, @Nullable String to, String note) {
        String holder = to == null ? "" : new Reviewer(to, null).name();
        return acts.item(acts.run(new Act("reassign", who, id, token()), base.config().assigned(), holder,
                note(id, note)));
    }

    @Override
    public Case reopen(Reviewer who, CaseId id, String note) {
        return acts.item(run(new Act("reopen", who, id, ""), (Object) note(id, note)));
    }

    @Override
    public Case grade(Reviewer who, CaseId id, @Nullable Token token, Grade grade, String note) {
        return acts.item(run(new Act("grade", who, id, token == null ? "" : token.text()), Codes.of(grade),
                note(id, note)));
    }

    private Done run(Act act, Object... further) {
        return acts.run(act, base.config().lease(), further);
    }

    private static Act act(String what, Reviewer who, CaseId id, Token token) {
        // An empty token would be a supervisor's.
        return new Act(what, who, id, token.text().isEmpty() ? "none" : token.text());
    }

    private Decision decision(Done done) {
        return new Decision(acts.item(done), done.time());
    }

    private byte[] note(CaseId id, String note) {
        return Objects.requireNonNull(base.seals().text(id.partition(), id.number(), "h",
                Openings.cut(note, Finding.LONGEST_NOTE)));
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        base.tokens().fill(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
