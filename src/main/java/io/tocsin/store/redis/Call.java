package io.tocsin.store.redis;

import io.tocsin.store.redis.link.Command;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;

/** One command to Redis with binary arguments. */
public final class Call implements Command {
    /** Commands in use that change nothing; what a script does is not known here. */
    private static final Set<String> READS = Set.of("GET", "GETBIT", "GETRANGE", "STRLEN", "EXISTS", "HGET", "HGETALL",
            "HMGET", "HLEN", "HSCAN", "LRANGE", "SCARD", "SMEMBERS", "SRANDMEMBER", "XRANGE", "XREVRANGE", "XLEN",
            "ZCARD", "ZCOUNT", "ZSCORE", "ZRANGE", "ZRANGEBYSCORE",
            "ZREVRANGEBYSCORE");
    /** Commands in use that have no key. */
    private static final Set<String> KEYLESS = Set.of("BGREWRITEAOF", "CONFIG", "DBSIZE", "FLUSHALL", "INFO", "PING",
            "SCRIPT",
            "SHUTDOWN", "TIME", "WAIT");
    private final @Nullable Script script;
    private final String command;
    private final byte[][] arguments;

    Call(@Nullable Script script, String command, byte[][] arguments) {
        this.script = script;
        this.command = command;
        this.arguments = arguments;
    }

    /**
     * A plain command.
     *
     * @param command its name
     * @param arguments byte arrays, taken as they are, or values whose text is meant
     */
    public static Call of(String command, Object... arguments) {
        byte[][] raw = new byte[arguments.length][];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = raw(arguments[i]);
        }
        return new Call(null, command, raw);
    }

    static byte[][] join(byte[] digest, String keys, byte[] key, Object[] arguments) {
        byte[][] raw = new byte[3 + arguments.length][];
        raw[0] = digest;
        raw[1] = raw(keys);
        raw[2] = key;
        for (int i = 0; i < arguments.length; i++) {
            raw[3 + i] = raw(arguments[i]);
        }
        return raw;
    }

    /** A script's only key is behind its digest and the number of keys. */
    @Override
    public byte @Nullable [] key() {
        if (script != null) {
            return arguments[2];
        }
        return KEYLESS.contains(command) || arguments.length == 0 ? null : arguments[0];
    }

    /** The script's name, or the command. */
    String name() {
        return script == null ? command : script.toString();
    }

    @Override
    public boolean writes() {
        return script != null || !(KEYLESS.contains(command) || READS.contains(command));
    }

    @Override
    public @Nullable Command loading() {
        return script == null ? null : script.loading();
    }

    @Override
    public void send(Connection connection) {
        connection.sendCommand(() -> raw(command), arguments);
    }

    private static byte[] raw(Object value) {
        return value instanceof byte[] bytes ? bytes : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The command or script, without its arguments, which may hold what must not be logged. */
    @Override
    public String toString() {
        return script == null ? command : "script " + script;
    }
}
