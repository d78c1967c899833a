package io.tocsin.store.work;

import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call of {@code apply.lua}: transitions that are alike share a group,
 * neighbours of one group a run. Rows are added in the order of their places, each at most once.
 */
final class ApplyCall {
    /** Most transitions in one call. */
    static final int MOST = 512;
    private static final int OWN_TEXTS = 128;
    /** Arguments after a set's carrier; the script unpacks them on Lua's stack. */
    private static final int MOST_IDS = 2000;

    private record Group(Progress from, Progress to, String lane, Note.@Nullable Kind kind, String text) {}

    private final List<Object> groups = new ArrayList<>();
    private final Map<Group, Integer> numbers = new HashMap<>();
    private final List<Object> blocks = new ArrayList<>();
    private final Map<Integer, List<Object>> ids = new HashMap<>();
    private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
    private final List<Object> extras = new ArrayList<>();
    private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
    private final ByteArrayOutputStream dues = new ByteArrayOutputStream();
    private @Nullable Group last;
    private long block = -1;
    private int blockCount;
    private int first;
    private int count;
    private int size;

    int size() {
        return size;
    }

    /** Adds a transition whose place comes after those of all before it. */
    void add(Transition each) {
        Group group = group(each);
        boolean continues = group.equals(last) && each.id().block() == block && each.id().index() == first + count;
        if (!continues) {
            endRun();
            if (each.id().block() != block) {
                endBlock();
                block = each.id().block();
            }
            first = each.id().index();
            last = group;
        }
        count++;
        size++;
        Note note = each.note();
        if (note != null && ownTexts(note.kind())) {
            byte[] text = NoteText.ids(note.text());
            texts.write(text.length);
            texts.writeBytes(text);
        }
        if (each.lane() != null) {
            dues.writeBytes(ByteBuffer.allocate(8).putDouble((double) each.dueAt()).array());
        }
        for (MessageRef message : each.messages()) {
            ids.computeIfAbsent(each.to().carrier(), carrier -> new ArrayList<>()).add(message.id());
            ids.get(each.to().carrier()).add(place(each, message));
        }
    }

    private static Group group(Transition each) {
        check(each);
        Note note = each.note();
        return new Group(each.from(), each.to(), each.lane() == null ? "" : Keys.letters(each.lane()),
                note == null ? null : note.kind(), note == null || ownTexts(note.kind()) ? "" : note.text());
    }

    private static void check(Transition each) {
        WarningState from = each.from().state();
        WarningState to = each.to().state();
        boolean waits = to == WarningState.READY || to == WarningState.SCHEDULED;
        boolean same = each.from().equals(each.to());
        if ((from.isFinal() && to != from) || (to == WarningState.IN_FLIGHT && from != to)
                || (waits && !same && each.lane() == null)) {
            throw new IllegalArgumentException("no such transition of " + each.id() + ": " + from + " to " + to
                    + (waits ? ", lane " + each.lane() : ""));
        }
    }

    /** Texts of these differ from warning to warning: their message ids. */
    private static boolean ownTexts(Note.Kind kind) {
        return kind == Note.Kind.SUBMITTED;
    }

    private static byte[] place(Transition each, MessageRef message) {
        long block = each.id().block();
        return ByteBuffer.allocate(11).put((byte) (block >>> 32)).putInt((int) block)
                .putShort((short) each.id().index()).putShort((short) each.from().fence()).put((byte) message.part())
                .put((byte) message.parts()).array();
    }

    private void endRun() {
        if (count == 0) {
            return;
        }
        Group group = Objects.requireNonNull(last);
        Integer number = numbers.get(group);
        if (number == null) {
            number = numbers.size();
            numbers.put(group, number);
            describe(group);
        }
        runs.writeBytes(ByteBuffer.allocate(6).putShort((short) first).putShort((short) count)
                .putShort(number.shortValue()).array());
        flush(texts);
        flush(dues);
        count = 0;
    }

    private void flush(ByteArrayOutputStream bytes) {
        if (bytes.size() > 0) {
            extras.add(bytes.toByteArray());
            bytes.reset();
        }
    }

    private void describe(Group group) {
        groups.add(StateRow.write(group.from(), 0));
        groups.add(StateRow.write(group.to(), 0));
        groups.add(group.lane());
        Note.Kind kind = group.kind();
        boolean attempt = kind != null && NoteText.isOfAttempt(kind);
        groups.add(kind == null ? "" : Codes.of(kind) + (ownTexts(kind) ? OWN_TEXTS : 0));
        groups.add(attempt ? group.from().carrier() : 0);
        groups.add(attempt ? group.from().fence() : 0);
        groups.add(NoteText.bytes(group.text()));
    }

    private void endBlock() {
        if (runs.size() == 0) {
            return;
        }
        blocks.add(block);
        blocks.add(runs.toByteArray());
        blocks.addAll(extras);
        extras.clear();
        runs.reset();
        blockCount++;
    }

    /**
     * The call; nothing may be added afterwards.
     *
     * @param watched what may flag a number, as the script takes it
     * @param texted whom texts were about, as the script takes it
     * @param doubts attempts whose end is or was unknown, as the script takes them
     */
    Call call(Script apply, int partition, long keepEventsMillis, int watched, List<Object> texted,
            List<Object> doubts) {
        endRun();
        endBlock();
        List<Object> all = new ArrayList<>(groups.size() + blocks.size() + 8);
        all.add(keepEventsMillis);
        all.add(watched);
        all.add(numbers.size());
        all.addAll(groups);
        all.add(blockCount);
        all.addAll(blocks);
        all.add(texted.size() / 2);
        all.addAll(texted);
        addIds(all);
        all.addAll(doubts);
        return apply.call(Keys.tag(partition), all.toArray());
    }

    private void addIds(List<Object> all) {
        int sets = ids.values().stream().mapToInt(each -> (each.size() + MOST_IDS - 1) / MOST_IDS).sum();
        all.add(sets);
        ids.forEach((carrier, pairs) -> {
            for (int from = 0; from < pairs.size(); from += MOST_IDS) {
                List<Object> part = pairs.subList(from, Math.min(pairs.size(), from + MOST_IDS));
                all.add(carrier);
                all.add(part.size());
                all.addAll(part);
            }
        });
    }
}
