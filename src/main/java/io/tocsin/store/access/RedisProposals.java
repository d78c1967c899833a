package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.Proposal;
import io.tocsin.access.content.Proposal.State;
import io.tocsin.access.content.Proposal.Verdict;
import io.tocsin.access.content.ProposalStore;
import io.tocsin.store.redis.AccessKeys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proposals in Redis, each encrypted and bound to its id. */
public final class RedisProposals implements ProposalStore {
    private static final String CHANGES = "#";
    private final Redis redis;
    private final SealedHash hash;
    private final Script put = Script.load("proposal");

    /** Takes connections and what encrypts. */
    public RedisProposals(Redis redis, BlockCipher cipher) {
        this.redis = redis;
        hash = new SealedHash(redis, cipher, AccessKeys.PROPOSALS, "proposal");
    }

    @Override
    public Kept read() {
        String before = generation();
        return new Kept(before, hash.all(RedisProposals::read));
    }

    @Override
    public String generation() {
        return Reply.text(redis.call("HGET", AccessKeys.CONTENTS, CHANGES));
    }

    @Override
    public long next(String series) {
        return Reply.number(redis.call("HINCRBY", AccessKeys.CONTENTS, series, 1));
    }

    @Override
    public boolean put(Proposal proposal, Collection<String> forgotten, String generation) {
        List<Object> arguments = new ArrayList<>(
                List.of(generation, proposal.id(), hash.sealed(proposal.id(), proposal.isOpen() ? 1 : 2,
                        json(proposal))));
        arguments.addAll(forgotten);
        return hash.run(put, arguments.toArray());
    }

    private static JsonNode json(Proposal proposal) {
        Verdict verdict = proposal.verdict();
        return JsonNodeFactory.instance.objectNode().put("kind", proposal.of().kind().code())
                .put("name", proposal.of().name()).put("text", proposal.text()).put("reason", proposal.reason())
                .put("author", proposal.author()).put("at", proposal.at().toEpochMilli())
                .put("state", verdict.state().name()).put("by", verdict.by())
                .put("decided", millis(verdict.at())).put("note", verdict.note()).put("version", verdict.version());
    }

    private static Proposal read(String id, JsonNode json) {
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
}
