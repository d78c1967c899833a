package io.tocsin.store.redis.link;

import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisAddress;
import io.tocsin.store.redis.place.RedisPlace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The master that most of the Sentinels name. Asked every second, and soon after something failed;
 * a new master is used once it says that it is one and was found fit. Every write waits for a
 * replica as long as the master has any, so that a fail-over keeps what was answered: Sentinels
 * promote the replica that has most.
 */
public final class SentinelServers implements Servers {
    private static final Logger LOG = LoggerFactory.getLogger(SentinelServers.class);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private final RedisPlace.Watched place;
    private final Limits limits;
    private final Consumer<Server> fit;
    private final List<Server> sentinels;
    private final Watcher watcher;
    private volatile @Nullable Server master;
    private volatile String trouble = "no master is known yet";
    private volatile boolean closed;

    /**
     * Finds the master.
     *
     * @param fit throws when a server must not be used, with the reason
     * @throws JedisException when most of the Sentinels do not name one
     */
    public SentinelServers(RedisPlace.Watched place, Limits limits, Consumer<Server> fit) {
        this.place = place;
        this.limits = limits;
        this.fit = fit;
        Limits few = new Limits(2, limits.connect(), ANSWER, ANSWER);
        sentinels = place.sentinels().stream().map(each -> Server.fixed(each, few)).toList();
        try {
            look();
        } catch (RuntimeException e) {
            sentinels.forEach(Server::close);
            throw e;
        }
        watcher = Watcher.start("sentinel-" + place.master(), this::look);
    }

    @Override
    public List<@Nullable Object> run(List<? extends Command> commands, boolean safely) {
        try {
            List<@Nullable Object> answers = master().run(commands, safely);
            for (Object answer : answers) {
                if (answer instanceof JedisDataException refusal && isNoMaster(refusal)) {
                    watcher.ring();
                }
            }
            return answers;
        } catch (JedisException e) {
            watcher.ring();
            throw e;
        }
    }

    private static boolean isNoMaster(JedisDataException refusal) {
        String why = String.valueOf(refusal.getMessage());
        return why.startsWith("READONLY") || why.startsWith("MASTERDOWN") || why.startsWith("LOADING");
    }

    private Server master() {
        Server now = master;
        if (now == null) {
            throw new JedisConnectionException(trouble);
        }
        return now;
    }

    @Override
    public List<@Nullable Object> everywhere(Command command) {
        return run(List.of(command), false);
    }

    @Override
    public void findReplicas() {
        master().findReplicas();
    }

    private void look() {
        Optional<RedisAddress> named = named();
        if (named.isEmpty()) {
            // The one that was the master may still be: what it answers is safe while it has a replica.
            if (master == null) {
                trouble = "fewer than " + majority() + " of " + place.sentinels() + " name the same master "
                        + place.master();
                throw new JedisConnectionException(trouble);
            }
            return;
        }
        Server now = master;
        if (now != null && now.address().equals(named.get())) {
            now.findReplicas();
            return;
        }
        use(named.get(), now);
    }

    private void use(RedisAddress address, @Nullable Server before) {
        Server next = Server.replaceable(address, limits);
        try {
            if (!next.ask("INFO", "replication").contains("role:master")) {
                throw new JedisConnectionException(
                        "the Sentinels name " + address + ", but it does not say that it is the master");
            }
            fit.accept(next);
            next.findReplicas();
        } catch (RuntimeException e) {
            next.close();
            String why = String.valueOf(e.getMessage());
            if (before != null || !why.equals(trouble)) {
                LOG.warn("Redis' master {} cannot be used: {}", place.master(), why);
            }
            // Whatever is there, it is no longer the master.
            trouble = why;
            master = null;
            if (before != null) {
                before.close();
            }
            throw e;
        }
        master = next;
        LOG.info("Redis' master {} is {}", place.master(), address);
        if (before != null) {
            before.close();
        }
        if (closed) {
            next.close();
        }
    }

    private int majority() {
        return sentinels.size() / 2 + 1;
    }

    /** What most of the Sentinels say, all asked at once. */
    private Optional<RedisAddress> named() {
        List<Optional<RedisAddress>> said = new ArrayList<>();
        List<Thread> asking = new ArrayList<>();
        for (Server sentinel : sentinels) {
            asking.add(Thread.ofVirtual().name("ask-" + sentinel.name()).start(() -> {
                Optional<RedisAddress> answer = ask(sentinel);
                synchronized (said) {
                    said.add(answer);
                }
            }));
        }
        try {
            for (Thread each : asking) {
                each.join(limits.connect().plus(ANSWER));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Map<RedisAddress, Integer> votes = new HashMap<>();
        synchronized (said) {
            said.forEach(each -> each.ifPresent(address -> votes.merge(address, 1, Integer::sum)));
        }
        return votes.entrySet().stream().filter(each -> each.getValue() >= majority()).map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<RedisAddress> ask(Server sentinel) {
        try {
            Object answer = sentinel.run(List.of(new Plain("SENTINEL", "GET-MASTER-ADDR-BY-NAME", place.master())),
                    false).getFirst();
            if (answer instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof byte[] host
                    && pair.get(1) instanceof byte[] port) {
                return Optional.of(place.servers().sibling(new String(host, StandardCharsets.UTF_8),
                        Integer.parseInt(new String(port, StandardCharsets.US_ASCII))));
            }
            LOG.warn("Sentinel {} does not name a master {}: {}", sentinel.name(), place.master(), answer);
        } catch (JedisException e) {
            LOG.debug("Sentinel {} does not answer: {}", sentinel.name(), e.getMessage());
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        Server now = master;
        return place + (now == null ? "" : ", now " + now.name());
    }

    @Override
    public PoolUse use() {
        Server now = master;
        return now == null ? PoolUse.NONE : now.use();
    }

    @Override
    public void close() {
        closed = true;
        watcher.close();
        sentinels.forEach(Server::close);
        Server now = master;
        if (now != null) {
            now.close();
        }
    }
}
