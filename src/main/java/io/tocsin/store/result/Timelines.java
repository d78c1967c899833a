package io.tocsin.store.result;

import io.tocsin.report.ResultStore;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.node.Names;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the timeline of one warning out of its block's. */
final class Timelines {
    private static final int OWN_TEXTS = 128;
    private static final int RUN = 0xffff;
    private static final int FIXED = 9;
    private final Redis redis;
    private final Names carriers;
    private final Replies replies;

    Timelines(Redis redis, Names carriers, Replies replies) {
        this.replies = replies;
        this.redis = redis;
        this.carriers = carriers;
    }

    List<TimelineEntry> of(WarningId id) {
        List<@Nullable Object> answers = redis.pipeline(List.of(
                Call.of("GET", Keys.state(id.partition(), id.block())),
                Call.of("GET", Keys.timeline(id.partition(), id.block()))));
        byte[] state = Reply.bytes(answers.get(0));
        byte[] notes = Reply.bytes(answers.get(1));
        if (state == null || id.index() >= BlockReads.rows(state)) {
            return List.of();
        }
        Instant made = Instant.ofEpochMilli(BlockHeader.of(state).madeAt());
        List<TimelineEntry> entries = new ArrayList<>();
        entries.add(new TimelineEntry(made, Note.Kind.ACCEPTED, "", 0, ""));
        if (notes != null) {
            read(ByteBuffer.wrap(notes), id.index(), made, entries);
        }
        Progress row = StateRow.read(state, StateRow.offset(id.index()));
        if (row.state() == WarningState.CANCELLED && entries.getLast().kind() != Note.Kind.CANCELLED) {
            // Accepted into a batch that was cancelled already.
            entries.add(new TimelineEntry(made, Note.Kind.CANCELLED, "", 0, ""));
        }
        tell(id, entries);
        return entries;
    }

    /** A reply's entry only says which of them it is; the text stands encrypted beside the block. */
    private void tell(WarningId id, List<TimelineEntry> entries) {
        List<Replies.Place> places = entries.stream().filter(each -> each.kind() == Note.Kind.REPLY)
                .map(each -> new Replies.Place(id, Integer.parseInt(each.text()))).toList();
        Iterator<Optional<ResultStore.Said>> texts = replies.read(places).iterator();
        entries.replaceAll(each -> each.kind() == Note.Kind.REPLY
                ? new TimelineEntry(each.at(), each.kind(), each.carrier(), each.fence(),
                        texts.next().map(ResultStore.Said::text).orElse(""))
                : each);
    }

    private void read(ByteBuffer in, int index, Instant made, List<TimelineEntry> entries) {
        while (in.remaining() >= 2 + FIXED) {
            int length = Short.toUnsignedInt(in.getShort());
            int end = in.position() + length;
            int kind = Byte.toUnsignedInt(in.get());
            Instant at = at(made, in.getInt());
            int carrier = Byte.toUnsignedInt(in.get());
            int fence = Short.toUnsignedInt(in.getShort());
            String text = text(in, Byte.toUnsignedInt(in.get()));
            String own = kind >= OWN_TEXTS ? ownText(in, index) : has(in, end, index) ? text : null;
            if (own != null) {
                Note.Kind what = Codes.kind(kind % OWN_TEXTS);
                if (keepsUnsent(what) && entries.getLast().kind() == Note.Kind.FENCED) {
                    // It was fenced to be looked at once more; nothing was tried, so nobody reads of an attempt.
                    entries.removeLast();
                }
                entries.add(new TimelineEntry(at, what, carrier == 0 ? "" : carriers.name(carrier), fence, own));
            }
            in.position(end);
        }
    }

    /** Whether such a decision is made between fence and sending, instead of the sending. */
    private static boolean keepsUnsent(Note.Kind kind) {
        return kind == Note.Kind.SUPPRESSED || kind == Note.Kind.DEFERRED || kind == Note.Kind.EXPIRED;
    }

    /** Milliseconds after the block was made, or whole seconds when the highest bit is set. */
    private static Instant at(Instant made, int stamp) {
        return stamp >= 0
                ? made.plusMillis(stamp)
                : made.plusSeconds(stamp & Integer.MAX_VALUE)
                        .truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether the indexes, up to that end, have this one. */
    private static boolean has(ByteBuffer in, int end, int index) {
        while (in.position() + 2 <= end) {
            int each = Short.toUnsignedInt(in.getShort());
            if (each == RUN) {
                int from = Short.toUnsignedInt(in.getShort());
                return index >= from && index < from + Short.toUnsignedInt(in.getShort());
            }
            if (each == index) {
                return true;
            }
        }
        return false;
    }

    /** The text of this index where each of a run has its own, null when it is not in the run. */
    private static @Nullable String ownText(ByteBuffer in, int index) {
        in.getShort();
        int from = Short.toUnsignedInt(in.getShort());
        int count = Short.toUnsignedInt(in.getShort());
        if (index < from || index >= from + count) {
            return null;
        }
        for (int i = from; i < index; i++) {
            in.position(in.position() + 1 + Byte.toUnsignedInt(in.get(in.position())));
        }
        return ids(in, Byte.toUnsignedInt(in.get()));
    }

    /** Message ids: of one length in half the bytes after a 0, or as they are. */
    private static String ids(ByteBuffer in, int length) {
        if (length < 2 || in.get(in.position()) != 0) {
            return text(in, length);
        }
        in.get();
        int each = Byte.toUnsignedInt(in.get());
        List<String> ids = new ArrayList<>();
        for (int left = length - 2; left >= each && each > 0; left -= each) {
            byte[] id = new byte[each];
            in.get(id);
            ids.add(HexFormat.of().formatHex(id));
        }
        return String.join(",", ids);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] utf8 = new byte[length];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
