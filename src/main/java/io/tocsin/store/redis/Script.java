package io.tocsin.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A Lua script of this program, known to Redis by its digest. Its file begins with a header that
 * names keys, arguments, result and cost.
 */
public final class Script {
    private final String name;
    private final byte[] digest;
    private final Call loading;

    private Script(String name, byte[] source, byte[] digest) {
        this.name = name;
        this.digest = digest;
        this.loading = Call.of("SCRIPT", "LOAD", source);
    }

    /**
     * Reads {@code /io/tocsin/store/NAME.lua}.
     *
     * @throws IllegalArgumentException when there is no such script
     */
    public static Script load(String name) {
        return of(name, source(name));
    }

    /**
     * Reads a script about warnings, which uses what {@code prelude.lua} defines.
     *
     * @throws IllegalArgumentException when there is no such script
     */
    public static Script withPrelude(String name) {
        return of(name, join(source("prelude"), source(name)));
    }

    /** The same, which also uses what {@code doubts.lua} defines. */
    public static Script withDoubts(String name) {
        return of(name, join(join(source("prelude"), source("doubts")), source(name)));
    }

    /**
     * A script about cases, which uses what {@code prelude.lua}, {@code caseunits.lua} and
     * {@code case.lua} define.
     */
    public static Script withCases(String name) {
        return of(name, join(cases(), source(name)));
    }

    private static byte[] cases() {
        return join(join(source("prelude"), source("caseunits")), source("case"));
    }

    /**
     * A script about parts of replies, which uses what {@code prelude.lua} and {@code again.lua}
     * define.
     */
    public static Script withAgain(String name) {
        return of(name, join(join(source("prelude"), source("again")), source(name)));
    }

    /** A script about replies: cases, and what {@code again.lua} defines. */
    public static Script withCasesAndAgain(String name) {
        return of(name, join(join(cases(), source("again")), source(name)));
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] source(String name) {
        String path = "/io/tocsin/store/" + name + ".lua";
        try (InputStream in = Script.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no script " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Script of(String name, byte[] source) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-1").digest(source);
            return new Script(name, source, HexFormat.of().formatHex(sha).getBytes(StandardCharsets.US_ASCII));
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
        return loading;
    }

    @Override
    public String toString() {
        return name;
    }
}
