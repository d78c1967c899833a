package io.tocsin.store.redis.place;

import io.tocsin.store.redis.place.RedisPlace.Login;
import io.tocsin.store.redis.place.RedisPlace.Sharded;
import io.tocsin.store.redis.place.RedisPlace.Watched;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code sentinel://[user:password@]master@host:port,…[/database][?…]} and
 * {@code cluster://[user:password@]host:port,…[?…]}. User and password are those of the servers;
 * Sentinels have theirs in {@code ?sentinelUser=…&sentinelPassword=…}.
 */
final class ManyHosts {
    private static final int SERVER = 6379;
    private static final int SENTINEL = 26_379;
    private final String scheme;
    private final String before;
    private final String hosts;
    private final String path;
    private final Options options;

    private ManyHosts(String text) {
        scheme = text.substring(0, text.indexOf(':'));
        String rest = text.substring(scheme.length() + 3);
        int question = rest.indexOf('?');
        options = Options.parse(question < 0 ? "" : rest.substring(question + 1));
        rest = question < 0 ? rest : rest.substring(0, question);
        int at = rest.lastIndexOf('@');
        before = at < 0 ? "" : rest.substring(0, at);
        rest = rest.substring(at + 1);
        int slash = rest.indexOf('/');
        hosts = slash < 0 ? rest : rest.substring(0, slash);
        path = slash < 0 ? "" : rest.substring(slash);
    }

    static RedisPlace parse(String text) {
        ManyHosts parts = new ManyHosts(text);
        return parts.scheme.equals("cluster") ? parts.cluster() : parts.sentinel();
    }

    private RedisPlace cluster() {
        if (path.length() > 1) {
            throw new IllegalArgumentException("store.redis: a Cluster has only database 0, got '" + path + "'");
        }
        return new Sharded(addresses(SERVER, login(before), 0));
    }

    private RedisPlace sentinel() {
        int at = before.lastIndexOf('@');
        String master = before.substring(at + 1);
        if (!master.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "store.redis: expected sentinel://master@host:port,… with the master's name, got '"
                            + (at < 0 ? master : "…") + "' for it");
        }
        List<RedisAddress> sentinels = addresses(SENTINEL, options.sentinels(), 0);
        Login login = login(at < 0 ? "" : before.substring(0, at));
        RedisAddress first = sentinels.getFirst();
        return new Watched(master, sentinels, new RedisAddress(first.host(), first.port(), login.user(),
                login.password(), RedisAddress.database(path), first.tls(), options.ca()));
    }

    private static Login login(String text) {
        int colon = text.indexOf(':');
        return new Login(colon <= 0 ? null : RedisAddress.decode(text.substring(0, colon)),
                text.isEmpty() ? null : RedisAddress.decode(text.substring(colon + 1)));
    }

    private List<RedisAddress> addresses(int usual, Login login, int database) {
        List<RedisAddress> all = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            int colon = host.lastIndexOf(':');
            boolean bare = colon < 0 || host.endsWith("]");
            String name = bare ? host : host.substring(0, colon);
            String port = bare ? Integer.toString(usual) : host.substring(colon + 1);
            if (!name.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]") || !port.matches("[1-9][0-9]{0,4}")) {
                throw new IllegalArgumentException(
                        "store.redis: expected host:port,host:port,… in " + scheme + "://, got '" + host + "'");
            }
            all.add(new RedisAddress(name, Integer.parseInt(port), login.user(), login.password(), database,
                    options.tls(), options.ca()));
        }
        return all;
    }
}
