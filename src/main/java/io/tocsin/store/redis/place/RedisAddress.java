package io.tocsin.store.redis.place;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;

/**
 * Where one Redis server is and how to log in.
 *
 * @param host its name or address
 * @param port its port
 * @param user null for the default user
 * @param password null for none
 * @param database number, 0 unless said
 * @param tls whether to speak TLS
 * @param ca file of the certificates to trust (PEM), null for those that Java trusts
 */
public record RedisAddress(String host, int port, @Nullable String user, @Nullable String password, int database,
        boolean tls, @Nullable String ca) implements RedisPlace {
    private static final int PORT = 6379;

    /**
     * Reads {@code redis://user:password@host:port/database} or {@code rediss://…}, and
     * {@code ?ca=FILE} behind the latter.
     *
     * @throws IllegalArgumentException when it is anything else; the message shows no password
     */
    public static RedisAddress parse(String text) {
        String scheme = text.substring(0, Math.max(0, text.indexOf(':')));
        if (!scheme.equals("redis") && !scheme.equals("rediss")) {
            throw new IllegalArgumentException("store.redis: got '" + scheme
                    + ":…', expected embedded, redis://…, rediss://…, sentinel://… or cluster://…");
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
            Options options = Options.parse(uri.getRawQuery());
            return new RedisAddress(uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort(), user, password,
                    database(uri.getPath()), scheme.equals("rediss") || options.tls(), options.ca());
        } catch (URISyntaxException e) {
            // The cause would repeat the whole address, password included.
            throw new IllegalArgumentException("store.redis: " + scheme + "://… is no address: " + e.getReason());
        }
    }

    /** A Redis on this machine. */
    public static RedisAddress loopback(int port, @Nullable String password) {
        return new RedisAddress("127.0.0.1", port, null, password, 0, false, null);
    }

    /** Another server of the same kind, with the same log-in. */
    public RedisAddress sibling(String otherHost, int otherPort) {
        return new RedisAddress(otherHost, otherPort, user, password, database, tls, ca);
    }

    /** How Jedis connects to it. */
    public JedisClientConfig client(Limits limits) {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder().resp2()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED).clientName("tocsin")
                .connectionTimeoutMillis(Math.toIntExact(limits.connect().toMillis()))
                .socketTimeoutMillis(Math.toIntExact(limits.answer().toMillis())).database(database);
        if (tls) {
            client.sslOptions(ca == null ? SslOptions.defaults() : Trust.only(ca));
        }
        if (user != null) {
            client.user(user);
        }
        if (password != null) {
            client.password(password);
        }
        return client.build();
    }

    static int database(String path) {
        String number = path.startsWith("/") ? path.substring(1) : path;
        if (!number.matches("\\d{0,4}")) {
            throw new IllegalArgumentException("store.redis: the database is a number, got '" + number + "'");
        }
        return number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Host and port only. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
