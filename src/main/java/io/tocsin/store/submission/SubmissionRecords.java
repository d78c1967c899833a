package io.tocsin.store.submission;

import io.tocsin.ingest.SubmissionStore;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Submissions in Redis. A key is held in the name of one request of one node; whoever lost its hold
 * to another cannot record anything any more. Errors and answers are encrypted, as they may quote
 * rows.
 */
public final class SubmissionRecords implements SubmissionStore {
    private static final String STREAMS = "tcp:";
    private final Redis redis;
    private final BlockCipher cipher;
    private final int node;
    private final Duration keep;
    private final Script begin = Script.load("begin");
    private final Script advance = Script.load("advance");
    private final Script discard = Script.load("discard");
    private final Script sequence = Script.load("sequence");
    private final AtomicLong requests = new AtomicLong();
    /** Keys that requests of this node hold; as many as there are requests at work. */
    private final Map<String, String> holders = new ConcurrentHashMap<>();

    /**
     * Takes what it needs.
     *
     * @param node number of this node
     * @param keep how long a submission is remembered
     */
    public SubmissionRecords(Redis redis, BlockCipher cipher, int node, Duration keep) {
        this.redis = redis;
        this.cipher = cipher;
        this.node = node;
        this.keep = keep;
    }

    @Override
    public Begun begin(String scope, String key, Submission fresh, Duration hold) {
        byte[] name = Keys.submission(scope, key);
        String holder = node + ":" + requests.incrementAndGet();
        List<@Nullable Object> answer = Reply.list(redis.call(begin.call(name, with(name, fresh, holder,
                hold.toMillis()))));
        return switch ((int) Reply.number(answer.getFirst())) {
            case 1 -> {
                holders.put(text(name), holder);
                yield new Begun.Fresh();
            }
            case 2 -> new Begun.Running();
            default -> {
                Submission known = read(name, fields(Reply.list(answer.get(1))));
                if (known.answer().isEmpty()) {
                    holders.put(text(name), holder);
                }
                yield new Begun.Again(known);
            }
        };
    }

    @Override
    public void checkpoint(String scope, String key, Submission soFar, Duration hold) {
        advance(Keys.submission(scope, key), soFar, hold.toMillis());
    }

    @Override
    public void finish(String scope, String key, Submission done) {
        byte[] name = Keys.submission(scope, key);
        advance(name, done, 0);
        holders.remove(text(name));
        if (scope.startsWith(STREAMS)) {
            redis.call(sequence.call(Keys.lastSequence(scope), Long.toUnsignedString(Long.parseUnsignedLong(key))));
        }
    }

    @Override
    public void release(String scope, String key) {
        byte[] name = Keys.submission(scope, key);
        String holder = holders.remove(text(name));
        if (holder != null) {
            redis.call(advance.call(name, holder, 0, keep.toMillis(), "released", 1));
        }
    }

    @Override
    public void discard(String scope, String key) {
        byte[] name = Keys.submission(scope, key);
        String holder = holders.remove(text(name));
        if (holder != null) {
            redis.call(discard.call(name, holder));
        }
    }

    @Override
    public Optional<Long> lastSequence(String scope) {
        String last = Reply.text(redis.call("GET", Keys.lastSequence(scope)));
        return last.isEmpty() ? Optional.empty() : Optional.of(Long.parseUnsignedLong(last));
    }

    private void advance(byte[] name, Submission soFar, long hold) {
        String holder = holders.getOrDefault(text(name), "");
        if (Reply.number(redis.call(advance.call(name, with(name, soFar, holder, hold)))) == 0) {
            holders.remove(text(name));
            throw new StoreUnavailableException("the submission is no longer this request's: it was held for too long"
                    + " without a checkpoint, or is forgotten");
        }
    }

    private Object[] with(byte[] name, Submission submission, String holder, long hold) {
        return new Object[]{holder, hold, keep.toMillis(), "batch", submission.batch(), "fingerprint",
                submission.fingerprint(), "bytes", submission.prefixBytes(), "hash", submission.prefixHash(),
                "rejected", submission.rejected(), "errors", encrypted(name, "errors", submission.errors()), "answer",
                encrypted(name, "answer", submission.answer())};
    }

    private byte[] encrypted(byte[] name, String field, String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        return plain.length == 0 ? plain : cipher.encrypt(text(name) + " " + field, plain, plain.length);
    }

    private Submission read(byte[] name, Map<String, byte[]> fields) {
        return new Submission(new BatchId(plain(fields, "batch")), plain(fields, "fingerprint"),
                Long.parseLong(plain(fields, "bytes")), plain(fields, "hash"),
                Long.parseLong(plain(fields, "rejected")), decrypted(name, "errors", fields),
                decrypted(name, "answer", fields));
    }

    private String decrypted(byte[] name, String field, Map<String, byte[]> fields) {
        byte[] value = fields.getOrDefault(field, new byte[0]);
        return value.length == 0 ? "" : text(cipher.decrypt(text(name) + " " + field, value));
    }

    private static Map<String, byte[]> fields(List<@Nullable Object> answer) {
        Map<String, byte[]> fields = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            byte[] value = Reply.bytes(answer.get(i + 1));
            fields.put(Reply.text(answer.get(i)), value == null ? new byte[0] : value);
        }
        return fields;
    }

    private static String plain(Map<String, byte[]> fields, String field) {
        return text(fields.getOrDefault(field, new byte[0]));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
