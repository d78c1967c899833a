package io.tocsin.store.contact;

import io.tocsin.store.StoreBase;
import io.tocsin.store.block.Block;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.ReplyKeys;
import io.tocsin.store.redis.Reply;
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
    private static final int PLACE = 7;
    private final StoreBase base;

    /** On that ground. */
    public LatestTexts(StoreBase base) {
        this.base = base;
    }

    /**
     * What {@code apply.lua} is to note of those transitions: a tag of the number and a place for each
     * text that was taken by its carrier, or whose end is unknown.
     */
    public List<Object> of(int partition, List<Transition> transitions) {
        List<WarningId> texted = transitions.stream().filter(LatestTexts::isTexted).map(Transition::id).toList();
        if (texted.isEmpty()) {
            return List.of();
        }
        Map<Long, Block> blocks = base.blocks().get(partition,
                texted.stream().map(WarningId::block).collect(Collectors.toSet()));
        List<Phone> phones = new ArrayList<>(texted.size());
        List<byte[]> places = new ArrayList<>(texted.size());
        for (WarningId id : texted) {
            Block block = blocks.get(id.block());
            if (block != null) {
                phones.add(block.rows().phone(id.index()));
                places.add(ByteBuffer.allocate(PLACE).put((byte) (id.block() >>> 32)).putInt((int) id.block())
                        .putShort((short) id.index()).array());
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

    private static boolean isTexted(Transition each) {
        Note note = each.note();
        return !each.messages().isEmpty() || (note != null && note.kind() == Note.Kind.AMBIGUOUS);
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
        List<Optional<Warning>> found = new ArrayList<>(phones.size());
        int days = answers.size() / Math.max(1, phones.size());
        for (int i = 0; i < phones.size(); i++) {
            Optional<Warning> latest = Optional.empty();
            for (int d = i * days; d < (i + 1) * days && latest.isEmpty(); d++) {
                latest = warning(phones.get(i), Reply.bytes(answers.get(d)));
            }
            found.add(latest);
        }
        return found;
    }

    private Optional<Warning> warning(Phone phone, byte @Nullable [] place) {
        if (place == null || place.length != PLACE) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(place);
        long number = (in.get() & 0xffL) << 32 | Integer.toUnsignedLong(in.getInt());
        int index = Short.toUnsignedInt(in.getShort());
        return base.blocks().get(base.phones().partition(phone), number).filter(block -> index < block.rows().size())
                .filter(block -> block.rows().phone(index).equals(phone)).map(block -> block.warning(index));
    }
}
