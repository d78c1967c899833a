package io.tocsin.store.redis.link;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;

/**
 * A command about a server itself.
 *
 * @param words its name and arguments
 */
record Plain(List<String> words) implements Command {
    Plain(String... words) {
        this(List.of(words));
    }

    @Override
    public byte @Nullable [] key() {
        return null;
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public @Nullable Command loading() {
        return null;
    }

    @Override
    public void send(Connection connection) {
        byte[][] arguments = new byte[words.size() - 1][];
        for (int i = 1; i < words.size(); i++) {
            arguments[i - 1] = words.get(i).getBytes(StandardCharsets.UTF_8);
        }
        connection.sendCommand(() -> words.getFirst().getBytes(StandardCharsets.UTF_8), arguments);
    }
}
