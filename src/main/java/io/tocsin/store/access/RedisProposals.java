package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.Proposal;
import io.tocsin.access.content.Proposal.State;
import io.tocsin.access.content.Proposal.Verdict;
import io.tocsin.access.content.ProposalStore;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proposals in Redis. Each is encrypted and bound to its id, so that who can write to Redis alone
 * can change nothing that is said to people.
 */
public final class RedisProposals implements ProposalStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisProposals.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHANGES = "#";
    private final Redis redis;
    private final BlockCipher cipher;
    private final Script put = Script.load("version");

    /** Takes connections and what encrypts. */
    public RedisProposals(Redis redis, BlockCipher cipher) {
        this.redis = redis;
        this.cipher = cipher;
    }

    @Override
    public List<Proposal> all() {
        List<@Nullable Object> all = Reply.list(redis.call(Call.of("HGETALL", Keys.PROPOSALS)));
        List<Proposal> proposals = new ArrayList<>();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            String id = Reply.text(all.get(i));
            try {
                proposals.add(read(id, Reply.text(all.get(i + 1))));
            } catch (IOException | RuntimeException e) {
                // It is not published; the others must not suffer from it.
                LOG.error("What is stored of the proposal {} is damaged and holds no more: {}", id, e.toString());
            }
        }
        return proposals;
    }

    @Override
    public long generation() {
        String number = Reply.text(redis.call("HGET", Keys.CONTENTS, CHANGES));
        return number.isEmpty() ? 0 : Long.parseLong(number);
    }

    @Override
    public long next(String series) {
        return Reply.number(redis.call("HINCRBY", Keys.CONTENTS, series, 1));
    }

    @Override
    public boolean add(Proposal proposal) {
        return put(proposal, 1);
    }

    @Override
    public boolean decide(Proposal proposal) {
        return put(proposal, 2);
    }

    @Override
    public void drop(Collection<String> ids) {
        ids.forEach(id -> redis.call("HDEL", Keys.PROPOSALS, id));
    }

    private boolean put(Proposal proposal, int version) {
        Call call = put.call(Keys.PROPOSALS.getBytes(StandardCharsets.UTF_8), proposal.id(), version - 1,
                version + " " + write(proposal), MOST);
        boolean done = Reply.number(redis.pipelineSafely(List.of(call)).getFirst()) == 1;
        next(CHANGES);
        return done;
    }

    private String write(Proposal proposal) {
        Verdict verdict = proposal.verdict();
        ObjectNode json = JSON.createObjectNode().put("kind", proposal.of().kind().code())
                .put("name", proposal.of().name()).put("text", proposal.text()).put("reason", proposal.reason())
                .put("author", proposal.author()).put("at", proposal.at().toEpochMilli())
                .put("state", verdict.state().name()).put("by", verdict.by())
                .put("decided", millis(verdict.at())).put("note", verdict.note()).put("version", verdict.version());
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(cipher.encrypt(place(proposal.id()), text, text.length));
    }

    private Proposal read(String id, String value) throws IOException {
        JsonNode json = JSON.readTree(
                cipher.decrypt(place(id), Base64.getDecoder().decode(value.substring(value.indexOf(' ') + 1))));
        ContentName.Kind kind = ContentName.Kind.of(json.path("kind").asText()).orElseThrow();
        JsonNode decided = json.path("decided");
        return new Proposal(id, new ContentName(kind, json.path("name").asText()), json.path("text").textValue(),
                json.path("reason").asText(), json.path("author").asText(),
                Instant.ofEpochMilli(json.path("at").asLong()),
                new Verdict(State.valueOf(json.path("state").asText()), json.path("by").textValue(),
                        decided.isIntegralNumber() ? Instant.ofEpochMilli(decided.longValue()) : null,
                        json.path("note").asText(), json.path("version").asInt()));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static String place(String id) {
        return Keys.PROPOSALS + "/" + id;
    }
}
