package io.tocsin.store.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is and how to log in.
 *
 * @param host its name or address
 * @param port its port
 * @param user null for the default user
 * @param password null for none
 * @param database number, 0 unless said
 * @param tls whether to speak TLS
 */
public record RedisAddress(String host, int port, @Nullable String user, @Nullable String password, int database,
        boolean tls) {
    private static final int PORT = 6379;

    /**
     * Reads {@code redis://user:password@host:port/database} or {@code rediss://…}.
     *
     * @throws IllegalArgumentException when it is anything else; the message shows no password
     */
    public static RedisAddress parse(String text) {
        String scheme = text.substring(0, Math.max(0, text.indexOf(':')));
        if (scheme.equals("sentinel") || scheme.equals("cluster")) {
            throw new IllegalArgumentException("store.redis: " + scheme + ":// is not built yet; expected embedded,"
                    + " redis://… or rediss://…");
        }
        if (!scheme.equals("redis") && !scheme.equals("rediss")) {
            throw new IllegalArgumentException(
                    "store.redis: got '" + scheme + ":…', expected embedded, redis://… or rediss://…");
        }
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("store.redis: no host in " + scheme + "://…");
            }
            String login = uri.getRawUserInfo();
            int colon = login == null ? -1 : login.indexOf(':');
            String user = login == null || colon <= 0 ? null : decode(login.substring(0, colon));
            String password = login == null ? null : decode(login.substring(colon + 1));
            return new RedisAddress(uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort(), user, password,
                    database(uri.getPath()), scheme.equals("rediss"));
        } catch (URISyntaxException e) {
            // The cause would repeat the whole address, password included.
            throw new IllegalArgumentException("store.redis: " + scheme + "://… is no address: " + e.getReason());
        }
    }

    /** A Redis on this machine. */
    public static RedisAddress loopback(int port, String password) {
        return new RedisAddress("127.0.0.1", port, null, password, 0, false);
    }

    private static int database(String path) {
        String number = path.startsWith("/") ? path.substring(1) : path;
        if (!number.matches("\\d{0,4}")) {
            throw new IllegalArgumentException("store.redis: the database is a number, got '" + number + "'");
        }
        return number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Host and port only. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
