package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.access.user.Grant;
import io.tocsin.access.user.GrantStore;
import io.tocsin.access.user.Rights;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.store.redis.AccessKeys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.secret.BlockCipher;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rights that wait for their approval in Redis, each encrypted and bound to its user. */
public final class RedisGrants implements GrantStore {
    private final Redis redis;
    private final SealedHash hash;

    /** Takes connections and what encrypts. */
    public RedisGrants(Redis redis, BlockCipher cipher) {
        this.redis = redis;
        hash = new SealedHash(redis, cipher, AccessKeys.GRANTS, "grant for");
    }

    /** One that is damaged is none: what nobody can read cannot be approved. */
    @Override
    public Optional<Grant> find(String user) {
        return all().stream().filter(grant -> grant.user().equals(user)).findFirst();
    }

    @Override
    public List<Grant> all() {
        return hash.all(RedisGrants::read);
    }

    @Override
    public void put(Grant grant) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("by", grant.by())
                .put("at", grant.at().toEpochMilli());
        json.set("before", json(grant.before()));
        json.set("rights", json(grant.rights()));
        redis.call("HSET", AccessKeys.GRANTS, grant.user(), hash.sealed(grant.user(), 1, json));
    }

    @Override
    public boolean remove(String user) {
        return Reply.number(redis.call("HDEL", AccessKeys.GRANTS, user)) == 1;
    }

    private static JsonNode json(Rights rights) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("unit", rights.unit().path())
                .put("client", rights.client());
        Role.codes(rights.roles()).forEach(json.withArray("roles")::add);
        return json;
    }

    private static Grant read(String user, JsonNode json) {
        return new Grant(user, rights(json.path("before")), rights(json.path("rights")),
                SealedUser.text(json, "by").reveal(), Instant.ofEpochMilli(json.path("at").asLong()));
    }

    private static Rights rights(JsonNode json) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        json.path("roles").forEach(code -> roles.add(Role.of(code.asText()).orElseThrow()));
        return new Rights(roles, new Unit(json.path("unit").asText()), json.path("client").textValue());
    }
}
