package io.tocsin.store.redis.link;

import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/** What takes commands: one server, or several that together hold the data. Calls block. */
public interface Servers extends AutoCloseable {
    /**
     * Sends all commands in one go, or one go for each server that is concerned, and waits for all
     * answers.
     *
     * @param safely whether they must be on a replica as well, if there is one, before this returns
     * @return an answer for each command, in order; a refusal is an exception among them
     * @throws JedisException when any was not answered; each may have happened
     */
    List<@Nullable Object> run(List<? extends Command> commands, boolean safely);

    /** Sends the command to every server that holds data; answers in any order. */
    List<@Nullable Object> everywhere(Command command);

    /** Looks which servers have replicas. */
    void findReplicas();

    /** Where they are, for people; no password. */
    String name();

    /** How its connections are used right now; answers at once. */
    PoolUse use();

    @Override
    void close();
}
