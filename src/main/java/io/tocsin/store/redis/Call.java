package io.tocsin.store.redis;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;

/** One command to Redis with binary arguments. */
public final class Call {
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

    /** The script it runs, null for a plain command. */
    @Nullable
    Script script() {
        return script;
    }

    /** The script's name, or the command. */
    String name() {
        return script == null ? command : script.toString();
    }

    void send(Connection connection) {
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
