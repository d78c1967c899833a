package io.tocsin.store.redis.place;

import io.tocsin.store.redis.place.RedisPlace.Login;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the question mark of an address.
 *
 * @param tls whether to speak TLS, where the scheme does not say it
 * @param ca file of the certificates to trust (PEM), null for those that Java trusts
 * @param sentinels how to log in to Sentinels
 */
record Options(boolean tls, @Nullable String ca, Login sentinels) {
    private static final Set<String> KNOWN = Set.of("tls", "ca", "sentinelUser", "sentinelPassword");

    /** Reads {@code name=value&…}; values are percent-encoded. */
    static Options parse(@Nullable String query) {
        Map<String, String> values = new HashMap<>();
        for (String option : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (equals < 0 || !KNOWN.contains(name)) {
                throw new IllegalArgumentException("store.redis: got the option '" + name
                        + "', expected tls=true, ca=FILE, sentinelUser=… or sentinelPassword=…");
            }
            values.put(name, RedisAddress.decode(option.substring(equals + 1)));
        }
        String tls = values.getOrDefault("tls", "false");
        if (!tls.matches("true|false")) {
            throw new IllegalArgumentException("store.redis: tls is true or false, got '" + tls + "'");
        }
        return new Options(tls.equals("true"), values.get("ca"),
                new Login(values.get("sentinelUser"), values.get("sentinelPassword")));
    }
}
