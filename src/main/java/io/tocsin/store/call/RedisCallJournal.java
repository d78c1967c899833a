package io.tocsin.store.call;

import io.tocsin.send.voice.agi.CallJournal;
import io.tocsin.send.voice.agi.Callee;
import io.tocsin.store.StoreBase;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.Flagging;
import io.tocsin.store.work.NoteText;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls' journal in Redis: the rows and timelines of their warnings. */
public final class RedisCallJournal implements CallJournal {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCallJournal.class);
    /** What the script answers when a case was opened. */
    private static final long OPENED = 2;
    private final StoreBase base;
    private final Flagging flagging;
    private final Script talked = Script.withPrelude("talked");

    /**
     * Takes what it needs.
     *
     * @param keepEvents how long events are kept
     */
    public RedisCallJournal(CaseBase cases, Duration keepEvents) {
        this.base = cases.store();
        this.flagging = new Flagging(cases, keepEvents);
    }

    /**
     * An attempt that was taken for lost may still be talking: its row says that its end is unknown.
     */
    @Override
    public Optional<Callee> callee(AttemptId attempt) {
        WarningId id = attempt.warning();
        if (id.partition() >= base.partitions()) {
            return Optional.empty();
        }
        int offset = StateRow.offset(id.index());
        byte[] row = Reply.bytes(base.redis().call("GETRANGE", Keys.state(id.partition(), id.block()), offset,
                offset + StateRow.BYTES - 1));
        if (row == null || row.length < StateRow.BYTES || !isUnderWay(StateRow.read(row, 0), attempt.fence())) {
            return Optional.empty();
        }
        return base.blocks().get(id.partition(), id.block()).map(block -> block.warning(id.index()))
                .map(warning -> new Callee(warning.grade(), warning.said()));
    }

    private static boolean isUnderWay(Progress row, int fence) {
        return row.fence() == fence && (row.state() == WarningState.IN_FLIGHT
                || (row.state() == WarningState.AWAITING_RECEIPT && row.has(Progress.AMBIGUOUS)));
    }

    @Override
    public void flag(AttemptId attempt, String evidence) {
        WarningId id = attempt.warning();
        Warning warning = id.partition() >= base.partitions()
                ? null
                : base.blocks().get(id.partition(), id.block()).filter(block -> has(block.header(), id))
                        .map(block -> block.warning(id.index())).orElse(null);
        if (warning == null) {
            LOG.warn("Attempt {} flagged a warning that is not there: {}", attempt, evidence);
            return;
        }
        List<Call> calls = List.of(flagging.call(attempt, warning, evidence));
        long done = Reply.number(base.redis().pipelineSafely(calls).getFirst());
        if (done < 0) {
            LOG.warn("Attempt {} flagged a warning and is none of its attempts: {}", attempt, evidence);
        } else if (done > 0) {
            flagging.told(warning, done == OPENED);
        }
    }

    private static boolean has(BlockHeader header, WarningId id) {
        return id.index() < header.rows();
    }

    @Override
    public void talked(AttemptId attempt, String text) {
        WarningId id = attempt.warning();
        Call call = talked.call(Keys.tag(id.partition()), id.block(), id.index(), attempt.fence(),
                NoteText.bytes(text), flagging.isSuspect(text) ? 1 : 0);
        if (Reply.number(base.redis().call(call)) == 0) {
            LOG.warn("Attempt {} talked and is not known: {}", attempt, text);
        }
    }
}
