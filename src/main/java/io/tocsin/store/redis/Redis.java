package io.tocsin.store.redis;

import io.tocsin.store.redis.link.ClusterServers;
import io.tocsin.store.redis.link.PoolUse;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisAddress;
import io.tocsin.store.redis.place.RedisPlace;
import io.tocsin.store.redis.link.SentinelServers;
import io.tocsin.store.redis.link.Server;
import io.tocsin.store.redis.link.Servers;
import io.tocsin.warning.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A bounded set of connections to Redis. Calls block, each with a deadline; every failure is a
 * {@link StoreUnavailableException}, after which what was asked may or may not have happened.
 */
public final class Redis implements AutoCloseable {
    private final Servers servers;
    private final RoundTrips trips;

    private Redis(Servers servers, RoundTrips trips) {
        this.servers = servers;
        this.trips = trips;
    }

    /** Prepares connections to one server; none is made before the first call. */
    public static Redis at(RedisAddress address, Limits limits) {
        return at(address, limits, RoundTrips.UNHEARD);
    }

    /** The same, and says how long it takes. */
    public static Redis at(RedisAddress address, Limits limits, RoundTrips trips) {
        return new Redis(Server.fixed(address, limits), trips);
    }

    /**
     * Connects to whatever kind of Redis it is.
     *
     * @param trips hears how long it takes
     * @param fit asks every server before it is used, also after a fail-over; throws
     *            {@link IllegalStateException} when it will not do
     * @throws StoreUnavailableException when it is not there
     */
    public static Redis at(RedisPlace place, Limits limits, RoundTrips trips, Consumer<Redis> fit) {
        Consumer<Server> each = server -> fit.accept(new Redis(server, RoundTrips.UNHEARD));
        try {
            Servers servers = switch (place) {
                case RedisAddress one -> Server.fixed(one, limits);
                case RedisPlace.Watched watched -> new SentinelServers(watched, limits, each);
                case RedisPlace.Sharded sharded -> new ClusterServers(sharded, limits, each);
            };
            if (servers instanceof Server one) {
                each.accept(one);
                one.findReplicas();
            }
            return new Redis(servers, trips);
        } catch (JedisException e) {
            throw new StoreUnavailableException("Redis at " + place + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Calls once. */
    public @Nullable Object call(Call call) {
        return pipeline(List.of(call)).getFirst();
    }

    /** Runs a plain command. */
    public @Nullable Object call(String command, Object... arguments) {
        return call(Call.of(command, arguments));
    }

    /** Runs a plain command on every server that holds data; answers in any order. */
    public List<@Nullable Object> everywhere(String command, Object... arguments) {
        Call call = Call.of(command, arguments);
        try {
            return checked(List.of(call), servers.everywhere(call));
        } catch (JedisException e) {
            throw unanswered(List.of(call), e);
        }
    }

    /**
     * Sends all calls in one go and waits for all answers, which share their fsync.
     *
     * @return an answer for each call, in order
     * @throws StoreUnavailableException when any failed; others may have happened
     */
    public List<@Nullable Object> pipeline(List<Call> calls) {
        return run(calls, false);
    }

    /**
     * The same for what must not be lost with one machine: when the server has replicas, also waits
     * until one of them has it.
     */
    public List<@Nullable Object> pipelineSafely(List<Call> calls) {
        return run(calls, true);
    }

    /**
     * As {@link #pipelineSafely}, for calls that have nothing to do with each other: the answer to one
     * that the server refuses is the {@link StoreUnavailableException}, and the others have theirs.
     */
    public List<@Nullable Object> pipelineEach(List<Call> calls) {
        if (calls.isEmpty()) {
            return List.of();
        }
        String name = calls.getFirst().name();
        long begun = trips.nanos();
        try {
            List<@Nullable Object> answers = new ArrayList<>(servers.run(calls, true));
            trips.ran(name, trips.nanos() - begun);
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) instanceof JedisDataException refusal) {
                    trips.failed(name);
                    answers.set(i, refused(calls.get(i), refusal));
                }
            }
            return answers;
        } catch (JedisException e) {
            trips.failed(name);
            throw unanswered(calls, e);
        }
    }

    private List<@Nullable Object> run(List<Call> calls, boolean safely) {
        if (calls.isEmpty()) {
            return List.of();
        }
        String name = calls.getFirst().name();
        long begun = trips.nanos();
        try {
            List<@Nullable Object> answers = checked(calls, servers.run(calls, safely));
            trips.ran(name, trips.nanos() - begun);
            return answers;
        } catch (JedisException e) {
            trips.failed(name);
            throw unanswered(calls, e);
        } catch (StoreUnavailableException e) {
            trips.failed(name);
            throw e;
        }
    }

    private List<@Nullable Object> checked(List<Call> calls, List<@Nullable Object> answers) {
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof JedisDataException refusal) {
                throw refused(calls.get(Math.min(i, calls.size() - 1)), refusal);
            }
        }
        return answers;
    }

    private StoreUnavailableException refused(Call call, JedisDataException refusal) {
        return new StoreUnavailableException("Redis at " + address() + " refused " + call + ": "
                + refusal.getMessage(), refusal);
    }

    private StoreUnavailableException unanswered(List<Call> calls, JedisException e) {
        return new StoreUnavailableException("Redis at " + address() + " did not answer " + calls.getFirst()
                + (calls.size() > 1 ? " and " + (calls.size() - 1) + " more" : "") + ": " + e.getMessage(), e);
    }

    /** Looks whether the server has replicas, for {@link #pipelineSafely}. */
    public void findReplicas() {
        try {
            servers.findReplicas();
        } catch (JedisException e) {
            throw unanswered(List.of(Call.of("INFO")), e);
        }
    }

    /** Connections that nobody uses right now. */
    int idle() {
        return use().idle();
    }

    /** How its connections are used right now; answers at once. */
    public PoolUse use() {
        return servers.use();
    }

    /** Where it is, for people. */
    public String address() {
        return servers.name();
    }

    @Override
    public void close() {
        servers.close();
    }
}
