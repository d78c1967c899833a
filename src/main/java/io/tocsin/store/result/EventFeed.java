package io.tocsin.store.result;

import io.tocsin.report.ResultStore.Event;
import io.tocsin.report.ResultStore.Events;
import io.tocsin.report.ResultStore.Kind;
import io.tocsin.report.ResultStore.Said;
import io.tocsin.store.StoreBase;
import io.tocsin.store.block.Block;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.redis.PackedPlace;
import io.tocsin.warning.Progress;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.result.FeedPosition.Spot;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a client's events out of the streams of all partitions. */
final class EventFeed {
    private static final int PLACE = PackedPlace.BYTES;
    private static final int MOST_ENTRIES = 64;
    /** Beside the index of a warning that was flagged; indexes are far smaller. */
    private static final int FLAGGED = 0x8000;
    /** Beside the index of one that was answered; the entry also says which of its replies it is. */
    private static final int REPLIED = 0x4000;
    private final StoreBase base;
    private final BlockReads reads;
    /** Of a playbook: only then something can have been said. */
    private final Predicate<String> calls;
    private final Replies replies;

    EventFeed(StoreBase base, BlockReads reads, Replies replies, Predicate<String> calls) {
        this.replies = replies;
        this.base = base;
        this.reads = reads;
        this.calls = calls;
    }

    /** An event before its warning was read. */
    private record Raw(WarningId id, Kind kind, Instant at, int number) {}

    Events after(String client, @Nullable String after, int limit) {
        int number = base.names().clients().number(client);
        FeedPosition position = FeedPosition.of(after, base.partitions());
        List<Event> events = new ArrayList<>();
        // Events of warnings that are deleted by now are passed over.
        while (events.isEmpty()) {
            List<Raw> raw = next(number, position, limit);
            if (raw.isEmpty()) {
                break;
            }
            events.addAll(read(raw));
        }
        return new Events(events, position.cursor());
    }

    /** The next events, as many from each partition as there is room; moves the position. */
    private List<Raw> next(int client, FeedPosition position, int limit) {
        int entries = Math.clamp(limit, 1, MOST_ENTRIES);
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.partitions(); p++) {
            calls.add(Call.of("XRANGE", Keys.events(p, client), position.at(p).from(), "+", "COUNT", entries));
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        List<Raw> found = new ArrayList<>();
        for (int p = 0; p < answers.size(); p++) {
            // What one partition leaves unused the next ones may use.
            int room = (limit - found.size()) / (answers.size() - p);
            take(p, Reply.list(answers.get(p)), position, Math.max(room, p == answers.size() - 1 ? 0 : 1), limit,
                    found);
        }
        return found;
    }

    private static void take(int partition, List<@Nullable Object> entries, FeedPosition position, int most, int limit,
            List<Raw> found) {
        int end = Math.min(limit, found.size() + most);
        for (@Nullable
        Object entry : entries) {
            List<@Nullable Object> parts = Reply.list(entry);
            String[] id = Reply.text(parts.get(0)).split("-", 2);
            long millis = Long.parseLong(id[0]);
            long sequence = Long.parseLong(id[1]);
            List<@Nullable Object> fields = Reply.list(parts.get(1));
            byte[] places = Reply.bytes(fields.get(1));
            int number = fields.size() > 3 ? (int) Reply.number(fields.get(3)) : 0;
            int count = places == null ? 0 : places.length / PLACE;
            Spot spot = position.at(partition);
            int from = spot.millis() == millis && spot.sequence() == sequence && spot.seen() != FeedPosition.WHOLE
                    ? spot.seen()
                    : 0;
            int to = Math.min(count, from + end - found.size());
            for (int i = from; i < to && places != null; i++) {
                found.add(raw(partition, places, i, Instant.ofEpochMilli(millis), number));
            }
            if (to == count) {
                position.move(partition, new Spot(millis, sequence, FeedPosition.WHOLE));
            } else {
                if (to > from) {
                    position.move(partition, new Spot(millis, sequence, to));
                }
                return;
            }
        }
    }

    private static Raw raw(int partition, byte[] places, int i, Instant at, int number) {
        ByteBuffer in = ByteBuffer.wrap(places, i * PLACE, PLACE);
        long block = (long) (in.get() & 0xff) << 32 | (in.getInt() & 0xffff_ffffL);
        int index = Short.toUnsignedInt(in.getShort());
        Kind kind = (index & FLAGGED) != 0 ? Kind.FLAGGED : (index & REPLIED) != 0 ? Kind.REPLY : Kind.FINISHED;
        return new Raw(new WarningId(partition, block, index & ~(FLAGGED | REPLIED)), kind, at, number);
    }

    private List<Event> read(List<Raw> raw) {
        Map<Integer, List<Long>> wanted = new HashMap<>();
        for (Raw each : raw) {
            List<Long> numbers = wanted.computeIfAbsent(each.id().partition(), p -> new ArrayList<>());
            if (!numbers.contains(each.id().block())) {
                numbers.add(each.id().block());
            }
        }
        Map<Long, byte[]> states = new HashMap<>();
        Map<Long, Block> blocks = new HashMap<>();
        wanted.forEach((partition, numbers) -> {
            List<byte[]> each = reads.states(partition, numbers);
            for (int i = 0; i < numbers.size(); i++) {
                states.put(key(partition, numbers.get(i)), each.get(i));
            }
            base.blocks().get(partition, numbers)
                    .forEach((number, block) -> blocks.put(key(partition, number), block));
        });
        Map<Raw, Said> replies = replies(raw);
        List<Event> events = new ArrayList<>();
        Map<Long, Changes> said = new HashMap<>();
        for (Raw each : raw) {
            WarningId id = each.id();
            long key = key(id.partition(), id.block());
            Block block = blocks.get(key);
            byte[] state = states.getOrDefault(key, new byte[0]);
            if (block != null && id.index() < BlockReads.rows(state)) {
                Warning warning = block.warning(id.index());
                String talk = calls.test(warning.playbook())
                        ? said.computeIfAbsent(key, _ -> changes(id, state)).talk(id.index())
                        : "";
                events.add(new Event(identity(each), each.kind(), each.at(), standing(warning, state, each, talk),
                        replies.get(each)));
            }
        }
        return events;
    }

    private Map<Raw, Said> replies(List<Raw> raw) {
        List<Raw> answered = raw.stream().filter(each -> each.kind() == Kind.REPLY).toList();
        List<Optional<Said>> read = replies.read(
                answered.stream().map(each -> new Replies.Place(each.id(), each.number())).toList());
        Map<Raw, Said> found = new HashMap<>();
        for (int i = 0; i < answered.size(); i++) {
            Raw each = answered.get(i);
            read.get(i).ifPresent(said -> found.put(each, said));
        }
        return found;
    }

    private Changes changes(WarningId id, byte[] state) {
        return Changes.of(state, reads.timelines(id.partition(), List.of(id.block())).getFirst());
    }

    /**
     * A warning becomes final once, and is flagged once, so its identity tells the event from all
     * others; replies are counted.
     */
    private static String identity(Raw event) {
        String warning = event.id().toString().substring(1);
        return switch (event.kind()) {
            case FINISHED -> "e" + warning;
            case FLAGGED -> "f" + warning;
            case REPLY -> "r" + warning + "-" + event.number();
        };
    }

    /**
     * That it finished was written in the millisecond of the change that it tells of, unless it changed
     * once more.
     */
    private static Standing standing(Warning warning, byte[] state, Raw event, String talk) {
        Progress progress = BlockReads.progress(state, event.id().index());
        long made = BlockHeader.of(state).madeAt();
        boolean same = event.kind() == Kind.FINISHED
                && event.at().getEpochSecond() - Math.floorDiv(made, 1000) == progress.at();
        return new Standing(warning, progress, same ? event.at() : null, talk);
    }

    private static long key(int partition, long block) {
        return (long) partition << 40 | block;
    }
}
