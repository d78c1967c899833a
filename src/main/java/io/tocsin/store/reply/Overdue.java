package io.tocsin.store.reply;

import io.tocsin.report.replies.ReplyFate;
import io.tocsin.report.replies.ReplyStore.Answer;
import io.tocsin.report.replies.ReplyStore.Marks;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.ReplyKeys;
import io.tocsin.store.redis.Script;
import io.tocsin.store.reply.Recording.Came;
import io.tocsin.store.reply.Recording.Due;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after replies that wait: parts whose others did not come, replies without a warning yet,
 * and those that fail. Each is taken by itself; one that fails again and again is set aside, which
 * is to say tried once a day, and dropped after about four weeks.
 */
final class Overdue {
    private static final Logger LOG = LoggerFactory.getLogger(Overdue.class);
    /** About five minutes of tries, each twice as long after the one before; as the script counts. */
    private static final long ASIDE = 8;
    /** Tries in all: four weeks of one a day. */
    private static final long LAST = ASIDE + 28;
    private final StoreBase base;
    private final Parts parts;
    private final Recording recording;
    private final Script script = Script.withPrelude("parts");

    Overdue(StoreBase base, Parts parts, Recording recording) {
        this.base = base;
        this.parts = parts;
        this.recording = recording;
    }

    /** What was handed out, and how often. */
    private record Handed(int partition, Merge key, long times, String carrier) {}

    /** One look at every partition where something is due. */
    List<Answer> look(int most) {
        List<Handed> handed = new ArrayList<>();
        List<Due> due = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        List<Integer> partitions = due();
        List<@Nullable Object> looks = base.redis()
                .pipeline(partitions.stream().map(p -> script.call(Keys.tag(p), most)).toList());
        for (int p = 0; p < looks.size(); p++) {
            int partition = partitions.get(p);
            List<@Nullable Object> found = Reply.list(looks.get(p));
            for (int i = 0; i + 2 < found.size(); i += 3) {
                byte[] key = Objects.requireNonNull(Reply.bytes(found.get(i)));
                long times = Reply.number(found.get(i + 1));
                Optional<Whole> whole = joined(partition, key, Reply.list(found.get(i + 2)));
                if (whole.isPresent()) {
                    handed.add(new Handed(partition, new Merge(key), times, whole.get().carrier()));
                    due.add(new Due(whole.get(), times > 1));
                } else {
                    failed(new Handed(partition, new Merge(key), times, "")).ifPresent(answers::add);
                }
            }
        }
        List<Came> came = recording.record(due);
        for (int i = 0; i < came.size(); i++) {
            if (came.get(i) instanceof Came.Failed) {
                failed(handed.get(i)).ifPresent(answers::add);
            }
        }
        answers.addAll(RedisReplyStore.recorded(came));
        return answers;
    }

    /** Partitions where something is due; mostly none, which a read tells. */
    private List<Integer> due() {
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.partitions(); p++) {
            calls.add(Call.of("ZCOUNT", ReplyKeys.times(p), "-inf", base.clock().millis()));
        }
        List<@Nullable Object> counts = base.redis().pipeline(calls);
        return IntStream.range(0, counts.size()).filter(p -> Reply.number(counts.get(p)) > 0).boxed().toList();
    }

    /** The reply of what was handed out; empty when it cannot be read. */
    Optional<Whole> joined(int partition, byte[] key, List<@Nullable Object> flat) {
        try {
            return Optional.of(parts.join(partition, key, Parts.sealed(RedisReplyStore.bytes(flat))));
        } catch (RuntimeException e) {
            LOG.error("A reply that waits in partition {} cannot be read: {}", partition, e.toString());
            return Optional.empty();
        }
    }

    private Optional<Answer> failed(Handed each) {
        if (each.times >= LAST) {
            LOG.error("A reply over {} in partition {} failed {} times and is dropped", each.carrier, each.partition,
                    each.times);
            base.redis().pipeline(List.of(Call.of("DEL", ReplyKeys.parts(each.partition, each.key.key())),
                    Call.of("ZREM", ReplyKeys.times(each.partition), each.key.key())));
            return Optional.of(new Answer(each.carrier, ReplyFate.DROPPED, Marks.NONE));
        }
        if (each.times == ASIDE) {
            LOG.error("A reply over {} in partition {} failed {} times and is set aside: it is tried once a day",
                    each.carrier, each.partition, each.times);
            return Optional.of(new Answer(each.carrier, ReplyFate.SET_ASIDE, Marks.NONE));
        }
        return Optional.empty();
    }
}
