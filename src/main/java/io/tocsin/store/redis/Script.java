package io.tocsin.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script of this program, known to Redis by its digest. Its file begins with a header that
 * names keys, arguments, result and cost.
 */
public final class Script {
    private final String name;
    private final byte[] source;
    private final byte[] digest;

    private Script(String name, byte[] source, byte[] digest) {
        this.name = name;
        this.source = source;
        this.digest = digest;
    }

    /**
     * Reads {@code /io/tocsin/store/NAME.lua}.
     *
     * @throws IllegalArgumentException when there is no such script
     */
    public static Script load(String name) {
        String path = "/io/tocsin/store/" + name + ".lua";
        try (InputStream in = Script.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no script " + path);
            }
            byte[] source = in.readAllBytes();
            byte[] sha = MessageDigest.getInstance("SHA-1").digest(source);
            return new Script(name, source, HexFormat.of().formatHex(sha).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** A call of this script with one key, usually a partition's {@link Keys#tag}. */
    public Call call(byte[] key, Object... arguments) {
        return new Call(this, "EVALSHA", Call.join(digest, "1", key, arguments));
    }

    /** The call that makes it known to a Redis that does not know it. */
    Call loading() {
        return Call.of("SCRIPT", "LOAD", source);
    }

    @Override
    public String toString() {
        return name;
    }
}
