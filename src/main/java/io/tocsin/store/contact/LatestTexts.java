package io.tocsin.store.contact;

import io.tocsin.store.StoreBase;
import io.tocsin.store.block.Block;
import io.tocsin.store.redis.PackedPlace;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Note;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Transition;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which warning the latest text message to a number was about, so that its reply finds it: written
 * with the answer of the carrier into a log of its day, and kept for three days. The logs of a day
 * are sliced by the numbers' tags, so that one call writes some of them whatever many texts it is
 * about, and looking for a number reads one.
 */
public final class LatestTexts {
    /** Days before today that are asked, as many as the script keeps. */
    private static final int DAYS = 3;
    private static final int SLICES = 4;
    private final Script texted = Script.withPrelude("texted");
    private final StoreBase base;

    /** On that ground. */
    public LatestTexts(StoreBase base) {
        this.base = base;
    }

    /**
     * What {@code apply.lua} is to note of those transitions, a slice and its texts after the other: of
     * each text that was taken by its carrier, or whose end is unknown, a tag of the number and a
     * place. Where a warning goes on from texts to calls, a call that was lost with its node cannot be
     * told from a text: it counts as one.
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
        Map<Integer, ByteArrayOutputStream> slices = new TreeMap<>();
        for (int i = 0; i < tags.size(); i++) {
            ByteArrayOutputStream slice = slices.computeIfAbsent(slice(tags.get(i)), _ -> new ByteArrayOutputStream());
            slice.writeBytes(tags.get(i));
            slice.writeBytes(places.get(i));
        }
        List<Object> arguments = new ArrayList<>(2 * slices.size());
        slices.forEach((number, texts) -> {
            arguments.add(number);
            arguments.add(texts.toByteArray());
        });
        return arguments;
    }

    private static int slice(byte[] tag) {
        return tag[0] & (SLICES - 1);
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
     * @return in their order; empty where there was none today or on the three days before, or it was
     *         deleted
     */
    public List<Optional<Warning>> latest(List<Phone> phones) {
        List<byte[]> tags = base.phones().tags(phones);
        List<Call> calls = new ArrayList<>(phones.size());
        for (int i = 0; i < phones.size(); i++) {
            byte[] tag = tags.get(i);
            calls.add(texted.call(Keys.tag(base.phones().partition(phones.get(i))), slice(tag), tag, DAYS));
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        List<List<WarningId>> places = new ArrayList<>(phones.size());
        Map<Integer, Set<Long>> wanted = new TreeMap<>();
        for (int i = 0; i < phones.size(); i++) {
            int partition = base.phones().partition(phones.get(i));
            List<WarningId> own = Reply.list(answers.get(i)).stream()
                    .map(place -> PackedPlace.next(partition,
                            ByteBuffer.wrap(Objects.requireNonNull(Reply.bytes(place)))))
                    .toList();
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
