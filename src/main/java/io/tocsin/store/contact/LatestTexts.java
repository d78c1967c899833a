package io.tocsin.store.contact;

import io.tocsin.store.StoreBase;
import io.tocsin.store.block.Block;
import io.tocsin.store.redis.PackedPlace;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.ReplyKeys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Note;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Transition;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which warning the latest text message to a number was about, so that its reply finds it: written
 * with the answer of the carrier, one field of a hash for each, and kept for three days.
 */
public final class LatestTexts {
    /** Days before today that are asked, as many as the script keeps. */
    private static final int DAYS = 3;
    private static final long DAY_MILLIS = 86_400_000;
    private final StoreBase base;

    /** On that ground. */
    public LatestTexts(StoreBase base) {
        this.base = base;
    }

    /**
     * What {@code apply.lua} is to note of those transitions: a tag of the number and a place for each
     * text that was taken by its carrier, or whose end is unknown. Where a warning goes on from texts
     * to calls, a call that was lost with its node cannot be told from a text: it counts as one.
     */
    public List<Object> of(int partition, List<Transition> transitions) {
        List<Transition> texted = transitions.stream().filter(LatestTexts::isTexted).toList();
        if (texted.isEmpty()) {
            return List.of();
        }
        Map<Long, Block> blocks = base.blocks().get(partition,
                texted.stream().map(each -> each.id().block()).collect(Collectors.toSet()));
        List<Phone> phones = new ArrayList<>(texted.size());
        List<byte[]> places = new ArrayList<>(texted.size());
        for (Transition each : texted) {
            WarningId id = each.id();
            Block block = blocks.get(id.block());
            if (block != null && (block.header().channel() == Channel.SMS || !isLost(each))) {
                phones.add(block.rows().phone(id.index()));
                places.add(PackedPlace.of(id));
            }
        }
        List<byte[]> tags = base.phones().tags(phones);
        List<Object> arguments = new ArrayList<>(2 * tags.size());
        for (int i = 0; i < tags.size(); i++) {
            arguments.add(tags.get(i));
            arguments.add(places.get(i));
        }
        return arguments;
    }

    /** Whether the attempt went with its node, of which nothing says whether it was a text. */
    private static boolean isLost(Transition each) {
        return each.messages().isEmpty() && each.note() != null && each.note().text().equals("node-lost");
    }

    private static boolean isTexted(Transition each) {
        Note note = each.note();
        // Raw causes of calls, and no others, have a slash.
        return !each.messages().isEmpty()
                || (note != null && note.kind() == Note.Kind.AMBIGUOUS && note.text().indexOf('/') < 0);
    }

    /**
     * The warning of the latest text to each of those numbers.
     *
     * @param phones at most some hundred
     * @return in their order; empty where there was none of the last three days, or it was deleted
     */
    public List<Optional<Warning>> latest(List<Phone> phones) {
        List<byte[]> tags = base.phones().tags(phones);
        long today = base.clock().millis() / DAY_MILLIS;
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < phones.size(); i++) {
            int partition = base.phones().partition(phones.get(i));
            // The clock of Redis may be a day ahead of this one around midnight.
            for (long day = today + 1; day >= today - DAYS; day--) {
                calls.add(Call.of("HGET", ReplyKeys.texted(partition, day), tags.get(i)));
            }
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        int days = answers.size() / Math.max(1, phones.size());
        List<List<WarningId>> places = new ArrayList<>(phones.size());
        Map<Integer, Set<Long>> wanted = new TreeMap<>();
        for (int i = 0; i < phones.size(); i++) {
            List<WarningId> own = new ArrayList<>();
            for (@Nullable
            Object place : answers.subList(i * days, (i + 1) * days)) {
                byte[] packed = Reply.bytes(place);
                if (packed != null && packed.length == PackedPlace.BYTES) {
                    own.add(PackedPlace.next(base.phones().partition(phones.get(i)), ByteBuffer.wrap(packed)));
                }
            }
            own.forEach(id -> wanted.computeIfAbsent(id.partition(), _ -> new TreeSet<>()).add(id.block()));
            places.add(own);
        }
        Map<Integer, Map<Long, Block>> blocks = new TreeMap<>();
        wanted.forEach((partition, numbers) -> blocks.put(partition, base.blocks().get(partition, numbers)));
        List<Optional<Warning>> found = new ArrayList<>(phones.size());
        for (int i = 0; i < phones.size(); i++) {
            Phone phone = phones.get(i);
            found.add(places.get(i).stream().flatMap(id -> warning(phone, id, blocks).stream()).findFirst());
        }
        return found;
    }

    private static Optional<Warning> warning(Phone phone, WarningId id, Map<Integer, Map<Long, Block>> blocks) {
        int index = id.index();
        return Optional.ofNullable(blocks.getOrDefault(id.partition(), Map.of()).get(id.block()))
                .filter(block -> index < block.rows().size())
                .filter(block -> block.rows().phone(index).equals(phone)).map(block -> block.warning(index));
    }
}
