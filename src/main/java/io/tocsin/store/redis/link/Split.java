package io.tocsin.store.redis.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/** Commands by the server they are for, each in the order they came. */
final class Split {
    private final List<? extends Command> commands;
    private final Map<Server, List<Integer>> shares = new LinkedHashMap<>();

    Split(List<? extends Command> commands, Function<Command, Server> router) {
        this.commands = commands;
        for (int i = 0; i < commands.size(); i++) {
            shares.computeIfAbsent(router.apply(commands.get(i)), _ -> new ArrayList<>()).add(i);
        }
    }

    /** Runs each share in one go, several side by side; all are waited for before one may fail. */
    List<@Nullable Object> run(boolean safely) {
        if (shares.size() == 1) {
            return shares.keySet().iterator().next().run(commands, safely);
        }
        Map<List<Integer>, FutureTask<List<@Nullable Object>>> running = new LinkedHashMap<>();
        shares.forEach((server, share) -> {
            FutureTask<List<@Nullable Object>> task = new FutureTask<>(
                    () -> server.run(share.stream().map(commands::get).toList(), safely));
            running.put(share, task);
            Thread.ofVirtual().name("redis-" + server.name()).start(task);
        });
        @Nullable
        Object[] answers = new Object[commands.size()];
        JedisException failure = null;
        for (Map.Entry<List<Integer>, FutureTask<List<@Nullable Object>>> each : running.entrySet()) {
            try {
                List<@Nullable Object> part = each.getValue().get();
                for (int i = 0; i < part.size(); i++) {
                    answers[each.getKey().get(i)] = part.get(i);
                }
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof JedisException known ? known : new JedisException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JedisException("interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return new ArrayList<@Nullable Object>(Arrays.asList(answers));
    }
}
