package io.tocsin.store.redis.link;

import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisAddress;
import io.tocsin.store.redis.place.RedisPlace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

/**
 * The masters of a Cluster. Commands go to the master of their key's slot, all for one master in
 * one go, several masters side by side. Who has which slot is asked every second, and soon after
 * something failed or had moved. Every write waits for a replica as long as its master has any.
 */
public final class ClusterServers implements Servers {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterServers.class);
    private static final int REDIRECTIONS = 5;
    private final RedisPlace.Sharded place;
    private final Limits limits;
    private final Consumer<Server> fit;
    private final Map<RedisAddress, Server> servers = new ConcurrentHashMap<>();
    private final Watcher watcher;
    private volatile SlotTable table = SlotTable.empty();
    private volatile String trouble = "nobody has told yet who has which slot";
    private volatile boolean closed;

    /**
     * Learns the masters.
     *
     * @param fit throws when a server must not be used, with the reason
     * @throws JedisException when no seed answers, or not every slot is served
     */
    public ClusterServers(RedisPlace.Sharded place, Limits limits, Consumer<Server> fit) {
        this.place = place;
        this.limits = limits;
        this.fit = fit;
        try {
            look();
            if (table.gaps() > 0) {
                throw new JedisConnectionException(table.gaps() + " slots of the " + place + " are served by nobody");
            }
        } catch (RuntimeException e) {
            servers.values().forEach(Server::close);
            throw e;
        }
        watcher = Watcher.start("cluster", this::look);
    }

    @Override
    public List<@Nullable Object> run(List<? extends Command> commands, boolean safely) {
        try {
            List<@Nullable Object> answers = new Split(commands, this::of).run(safely);
            for (int i = 0; i < REDIRECTIONS && redirect(commands, answers, safely); i++) {
                watcher.ring();
            }
            return answers;
        } catch (JedisException e) {
            watcher.ring();
            throw e;
        }
    }

    /** Sends once more, in their order, what was sent to the wrong server; whether there was any. */
    private boolean redirect(List<? extends Command> commands, List<@Nullable Object> answers, boolean safely) {
        List<Integer> moved = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            switch (answers.get(i)) {
                case JedisMovedDataException _ -> moved.add(i);
                case JedisAskDataException ask -> answers.set(i, asked(ask, commands.get(i), safely));
                case JedisDataException refusal when String.valueOf(refusal.getMessage()).startsWith("CLUSTERDOWN") ->
                    watcher.ring();
                case null, default -> {
                    // It is answered.
                }
            }
        }
        if (moved.isEmpty()) {
            return false;
        }
        IdentityHashMap<Command, Server> targets = new IdentityHashMap<>();
        for (int i : moved) {
            if (answers.get(i) instanceof JedisMovedDataException to) {
                targets.put(commands.get(i), server(sibling(to.getTargetNode().getHost(),
                        to.getTargetNode().getPort())));
            }
        }
        List<@Nullable Object> again = new Split(moved.stream().map(commands::get).toList(),
                command -> targets.getOrDefault(command, of(command))).run(safely);
        for (int i = 0; i < moved.size(); i++) {
            answers.set(moved.get(i), again.get(i));
        }
        return true;
    }

    /**
     * While a slot moves, its keys are in two places. A command with one key finds it; a script, whose
     * keys may be in both, must not run.
     */
    private @Nullable Object asked(JedisAskDataException ask, Command command, boolean safely) {
        if (command.loading() != null) {
            return new JedisDataException("slot " + ask.getSlot() + " is being moved, scripts wait for its end");
        }
        return server(sibling(ask.getTargetNode().getHost(), ask.getTargetNode().getPort()))
                .run(List.of(new Plain("ASKING"), command), safely).getLast();
    }

    private RedisAddress sibling(String host, int port) {
        return place.seeds().getFirst().sibling(host, port);
    }

    private Server of(Command command) {
        byte[] key = command.key();
        RedisAddress address = key == null ? table.all().stream().findFirst().orElse(null) : table.of(key);
        if (address == null) {
            throw new JedisConnectionException(trouble);
        }
        return server(address);
    }

    /** A server that may be used; one that was not seen before is looked at first. */
    private Server server(RedisAddress address) {
        Server known = servers.get(address);
        if (known != null) {
            return known;
        }
        Server fresh = Server.replaceable(address, limits);
        try {
            fit.accept(fresh);
            fresh.findReplicas();
        } catch (RuntimeException e) {
            fresh.close();
            throw e instanceof IllegalStateException ? new JedisDataException(e.getMessage(), e) : e;
        }
        Server earlier = servers.putIfAbsent(address, fresh);
        if (earlier != null) {
            fresh.close();
            return earlier;
        }
        if (closed) {
            fresh.close();
        }
        return fresh;
    }

    @Override
    public List<@Nullable Object> everywhere(Command command) {
        List<@Nullable Object> answers = new ArrayList<>();
        for (RedisAddress each : table.all()) {
            answers.addAll(server(each).run(List.of(command), false));
        }
        if (table.gaps() > 0) {
            throw new JedisConnectionException(trouble);
        }
        return answers;
    }

    @Override
    public void findReplicas() {
        servers.values().forEach(Server::findReplicas);
    }

    /** Asks whoever answers first; the masters before the seeds. */
    private void look() {
        RuntimeException last = new JedisConnectionException("no server of the " + place + " answers");
        List<RedisAddress> ask = new ArrayList<>(table.all());
        ask.addAll(place.seeds());
        for (RedisAddress each : ask) {
            Server server = Server.fixed(each, new Limits(1, limits.connect(), limits.connect(), limits.turn()));
            try {
                if (server.run(List.of(new Plain("CLUSTER", "SLOTS")), false).getFirst() instanceof List<?> slots) {
                    use(SlotTable.read(slots, each));
                    return;
                }
            } catch (JedisException e) {
                last = e;
            } finally {
                server.close();
            }
        }
        throw last;
    }

    private void use(SlotTable latest) {
        Set<RedisAddress> masters = latest.all();
        if (latest.gaps() > 0) {
            trouble = latest.gaps() + " slots of the " + place + " are served by nobody";
        }
        for (RedisAddress each : masters) {
            try {
                server(each).findReplicas();
            } catch (JedisException e) {
                // Commands to it will say so; the others go on.
                LOG.debug("Master {} does not answer: {}", each, e.getMessage());
                if (table.all().isEmpty()) {
                    throw e;
                }
            }
        }
        if (!masters.equals(table.all())) {
            LOG.info("The masters of the cluster are {}", masters);
        }
        table = latest;
        servers.entrySet().removeIf(each -> {
            boolean gone = !masters.contains(each.getKey());
            if (gone) {
                each.getValue().close();
            }
            return gone;
        });
    }

    @Override
    public String name() {
        return place.toString();
    }

    @Override
    public PoolUse use() {
        return servers.values().stream().map(Server::use).reduce(PoolUse.NONE, PoolUse::plus);
    }

    @Override
    public void close() {
        closed = true;
        watcher.close();
        servers.values().forEach(Server::close);
    }
}
