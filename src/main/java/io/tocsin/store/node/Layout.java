package io.tocsin.store.node;

import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the data in a Redis is laid out; written by the first node, and every later one must agree.
 *
 * @param partitions hash tags
 * @param keyCheck tells one store key from another
 */
public record Layout(int partitions, String keyCheck) {
    private static final int SCHEMA = 2;

    /**
     * Records this layout where there is none yet, else compares.
     *
     * @throws IllegalStateException when the data there is laid out otherwise; says what to mend
     */
    public void claim(Redis redis) {
        List<@Nullable Object> there = Reply.list(redis.call(Script.load("layout")
                .call(Keys.META.getBytes(StandardCharsets.UTF_8), SCHEMA, partitions, keyCheck)));
        long schema = Reply.number(there.get(0));
        long count = Reply.number(there.get(1));
        String check = Reply.text(there.get(2));
        if (schema != SCHEMA) {
            throw new IllegalStateException("The data in Redis at " + redis.address() + " has schema " + schema
                    + ", this program reads schema " + SCHEMA);
        }
        if (count != partitions) {
            throw new IllegalStateException("store.partitions is " + partitions + ", but the data in Redis at "
                    + redis.address() + " was made with " + count + " and cannot be changed");
        }
        if (!check.equals(keyCheck)) {
            throw new IllegalStateException("store.key (check value " + keyCheck
                    + ") is not the key with which the data in Redis at " + redis.address()
                    + " was encrypted (check value " + check + "); restore that key from its backup, or crypto.profile"
                    + " as it was: both stay what they were when the data was made");
        }
    }
}
