package io.tocsin.store.redis;

import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A bounded set of connections to one Redis. Calls block, each with a deadline; every failure is a
 * {@link StoreUnavailableException}, after which what was asked may or may not have happened.
 */
public final class Redis implements AutoCloseable {
    private static final long REPLICA_MILLIS = 2000;
    private static final Duration IDLE_CHECK = Duration.ofSeconds(1);
    private static final Duration IDLE_MOST = Duration.ofMinutes(5);
    private final RedisAddress address;
    private final ConnectionPool pool;
    private final RoundTrips trips;
    private volatile boolean replicated;

    private Redis(RedisAddress address, ConnectionPool pool, RoundTrips trips) {
        this.address = address;
        this.pool = pool;
        this.trips = trips;
    }

    /** Prepares connections; none is made before the first call. */
    public static Redis at(RedisAddress address, Limits limits) {
        return at(address, limits, RoundTrips.UNHEARD);
    }

    /** The same, and says how long it takes. */
    public static Redis at(RedisAddress address, Limits limits, RoundTrips trips) {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder().resp2()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED).clientName("tocsin")
                .connectionTimeoutMillis(Math.toIntExact(limits.connect().toMillis()))
                .socketTimeoutMillis(Math.toIntExact(limits.answer().toMillis())).database(address.database());
        if (address.tls()) {
            client.sslOptions(SslOptions.defaults());
        }
        if (address.user() != null) {
            client.user(address.user());
        }
        if (address.password() != null) {
            client.password(address.password());
        }
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(limits.connections());
        pool.setMaxIdle(limits.connections());
        pool.setMinIdle(0);
        pool.setMaxWait(limits.turn());
        pool.setJmxEnabled(false);
        // Idle connections to a server that was restarted must not fail the next call: they are tried every
        // second.
        pool.setTestWhileIdle(true);
        pool.setTimeBetweenEvictionRuns(IDLE_CHECK);
        pool.setNumTestsPerEvictionRun(-1);
        pool.setMinEvictableIdleDuration(IDLE_MOST);
        return new Redis(address,
                new ConnectionPool(new HostAndPort(address.host(), address.port()), client.build(), pool), trips);
    }

    /** Calls once. */
    public @Nullable Object call(Call call) {
        return pipeline(List.of(call)).getFirst();
    }

    /** Runs a plain command. */
    public @Nullable Object call(String command, Object... arguments) {
        return call(Call.of(command, arguments));
    }

    /**
     * Sends all calls in one go and waits for all answers, which share their fsync.
     *
     * @return an answer for each call, in order
     * @throws StoreUnavailableException when any failed; others may have happened
     */
    public List<@Nullable Object> pipeline(List<Call> calls) {
        if (calls.isEmpty()) {
            return List.of();
        }
        String name = calls.getFirst().name();
        long begun = trips.nanos();
        try {
            List<@Nullable Object> answers = talk(calls);
            trips.ran(name, trips.nanos() - begun);
            return answers;
        } catch (StoreUnavailableException e) {
            trips.failed(name);
            throw e;
        }
    }

    private List<@Nullable Object> talk(List<Call> calls) {
        try (Connection connection = pool.getResource()) {
            List<@Nullable Object> answers = send(connection, calls);
            teach(connection, calls, answers);
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) instanceof JedisDataException refusal) {
                    throw new StoreUnavailableException(
                            "Redis at " + address + " refused " + calls.get(i) + ": " + refusal.getMessage(), refusal);
                }
            }
            return answers;
        } catch (JedisException e) {
            // Whatever broke this connection most likely broke the idle ones as well.
            pool.clear();
            throw new StoreUnavailableException("Redis at " + address + " did not answer " + calls.getFirst()
                    + (calls.size() > 1 ? " and " + (calls.size() - 1) + " more" : "") + ": " + e.getMessage(), e);
        }
    }

    /**
     * The same for what must not be lost with one machine: when the server has replicas, also waits
     * until one of them has it.
     */
    public List<@Nullable Object> pipelineSafely(List<Call> calls) {
        if (!replicated || calls.isEmpty()) {
            return pipeline(calls);
        }
        List<Call> all = new ArrayList<>(calls);
        all.add(Call.of("WAIT", 1, REPLICA_MILLIS));
        List<@Nullable Object> answers = pipeline(all);
        if (Reply.number(answers.removeLast()) < 1) {
            throw new StoreUnavailableException(
                    "no replica of Redis at " + address + " had the write in " + REPLICA_MILLIS + " ms");
        }
        return answers;
    }

    /**
     * Looks whether the server has replicas, for {@link #pipelineSafely}. Once it had one it counts as
     * replicated: a replica that is lost is to be noticed, not got over.
     */
    public void findReplicas() {
        replicated = replicated || Reply.text(call("INFO", "replication")).matches("(?s).*connected_slaves:[1-9].*");
    }

    private static List<@Nullable Object> send(Connection connection, List<Call> calls) {
        try {
            for (Call call : calls) {
                call.send(connection);
            }
            return new ArrayList<@Nullable Object>(connection.getMany(calls.size()));
        } catch (RuntimeException e) {
            // Answers may still be on their way: nobody else must read them.
            connection.setBroken();
            throw e;
        }
    }

    /** Runs again the calls of scripts that Redis did not know, in their order. */
    private static void teach(Connection connection, List<Call> calls, List<@Nullable Object> answers) {
        List<Integer> missed = new ArrayList<>();
        Set<Script> unknown = new LinkedHashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            Script script = calls.get(i).script();
            if (script != null && answers.get(i) instanceof JedisNoScriptException) {
                missed.add(i);
                unknown.add(script);
            }
        }
        if (missed.isEmpty()) {
            return;
        }
        List<Call> again = new ArrayList<>();
        unknown.forEach(script -> again.add(script.loading()));
        missed.forEach(i -> again.add(calls.get(i)));
        List<@Nullable Object> late = send(connection, again);
        for (int i = 0; i < missed.size(); i++) {
            answers.set(missed.get(i), late.get(unknown.size() + i));
        }
    }

    /** Connections that nobody uses right now. */
    int idle() {
        return pool.getNumIdle();
    }

    /** Host and port. */
    public RedisAddress address() {
        return address;
    }

    @Override
    public void close() {
        pool.close();
    }
}
