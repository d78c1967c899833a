package io.tocsin.store.redis.link;

import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** One server and a bounded set of connections to it. */
public final class Server implements Servers {
    private static final long REPLICA_MILLIS = 2000;
    private static final Duration IDLE_CHECK = Duration.ofSeconds(1);
    private static final Duration IDLE_MOST = Duration.ofMinutes(5);
    private final RedisAddress address;
    private final ConnectionPool pool;
    /**
     * Whether every write is to be safe: the server is one of several, and may be replaced by its
     * replica.
     */
    private final boolean replaceable;
    private volatile boolean replicated;

    private Server(RedisAddress address, ConnectionPool pool, boolean replaceable) {
        this.address = address;
        this.pool = pool;
        this.replaceable = replaceable;
    }

    /** Prepares connections to a server that stays where it is; none is made before the first call. */
    public static Server fixed(RedisAddress address, Limits limits) {
        return at(address, limits, false);
    }

    /** Prepares connections to a server whose replica may take its place. */
    static Server replaceable(RedisAddress address, Limits limits) {
        return at(address, limits, true);
    }

    private static Server at(RedisAddress address, Limits limits, boolean replaceable) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(limits.connections());
        pool.setMaxIdle(limits.connections());
        pool.setMinIdle(0);
        pool.setMaxWait(limits.turn());
        // Else who has just had a connection takes it again, and others wait for their turn until it is
        // over.
        pool.setFairness(true);
        pool.setJmxEnabled(false);
        // Idle connections to a server that was restarted must not fail the next call: they are tried every
        // second.
        pool.setTestWhileIdle(true);
        pool.setTimeBetweenEvictionRuns(IDLE_CHECK);
        pool.setNumTestsPerEvictionRun(-1);
        pool.setMinEvictableIdleDuration(IDLE_MOST);
        return new Server(address, new ConnectionPool(new HostAndPort(address.host(), address.port()),
                address.client(limits), pool), replaceable);
    }

    @Override
    public List<@Nullable Object> run(List<? extends Command> commands, boolean safely) {
        if (replicated && (safely || (replaceable && commands.stream().anyMatch(Command::writes)))) {
            return safely(commands);
        }
        return plainly(commands);
    }

    private List<@Nullable Object> plainly(List<? extends Command> commands) {
        try (Connection connection = pool.getResource()) {
            List<@Nullable Object> answers = send(connection, commands);
            teach(connection, commands, answers);
            return answers;
        } catch (JedisException e) {
            // Whatever broke this connection most likely broke the idle ones as well.
            pool.clear();
            throw e;
        }
    }

    private List<@Nullable Object> safely(List<? extends Command> commands) {
        List<Command> all = new ArrayList<>(commands);
        all.add(new Plain("WAIT", "1", Long.toString(REPLICA_MILLIS)));
        List<@Nullable Object> answers = plainly(all);
        if (!(answers.removeLast() instanceof Long had) || had < 1) {
            throw new JedisException("no replica had the write in " + REPLICA_MILLIS + " ms");
        }
        return answers;
    }

    @Override
    public List<@Nullable Object> everywhere(Command command) {
        return run(List.of(command), false);
    }

    /** The answer to a command about the server, as text; empty when it is none. */
    String ask(String... words) {
        return run(List.of(new Plain(words)), false).getFirst() instanceof byte[] text
                ? new String(text, StandardCharsets.UTF_8)
                : "";
    }

    @Override
    public void findReplicas() {
        boolean now = ask("INFO", "replication").matches("(?s).*connected_slaves:[1-9].*");
        // Of a server that stays, a replica that is lost is to be noticed, not got over.
        replicated = now || (replicated && !replaceable);
    }

    private static List<@Nullable Object> send(Connection connection, List<? extends Command> commands) {
        try {
            for (Command command : commands) {
                command.send(connection);
            }
            return new ArrayList<@Nullable Object>(connection.getMany(commands.size()));
        } catch (RuntimeException e) {
            // Answers may still be on their way: nobody else must read them.
            connection.setBroken();
            throw e;
        }
    }

    /** Runs again the calls of scripts that the server did not know, in their order. */
    private static void teach(Connection connection, List<? extends Command> commands,
            List<@Nullable Object> answers) {
        List<Integer> missed = new ArrayList<>();
        Map<Command, Command> unknown = new LinkedHashMap<>();
        for (int i = 0; i < commands.size(); i++) {
            if (answers.get(i) instanceof JedisNoScriptException) {
                Command loading = commands.get(i).loading();
                if (loading != null) {
                    missed.add(i);
                    unknown.put(loading, loading);
                }
            }
        }
        if (missed.isEmpty()) {
            return;
        }
        List<Command> again = new ArrayList<>(unknown.values());
        missed.forEach(i -> again.add(commands.get(i)));
        boolean waits = commands.getLast() instanceof Plain;
        if (waits) {
            // The first WAIT did not know of them.
            again.add(commands.getLast());
        }
        List<@Nullable Object> late = send(connection, again);
        for (int i = 0; i < missed.size(); i++) {
            answers.set(missed.get(i), late.get(unknown.size() + i));
        }
        if (waits) {
            answers.set(answers.size() - 1, late.getLast());
        }
    }

    /** Host and port. */
    public RedisAddress address() {
        return address;
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public PoolUse use() {
        return new PoolUse(pool.getNumActive(), pool.getNumIdle(), pool.getNumWaiters(), pool.getMaxTotal());
    }

    @Override
    public void close() {
        pool.close();
    }
}
