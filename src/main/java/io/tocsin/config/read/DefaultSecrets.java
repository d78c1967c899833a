package io.tocsin.config.read;

import io.tocsin.access.ApiKey;
import io.tocsin.config.value.Secret;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses secrets that everybody knows: the sample's, words that stand in a file until a secret is
 * there, an account's own name. Peers on this machine may have them, as only simulators and tunnels
 * are there.
 */
final class DefaultSecrets {
    private static final Set<String> WORDS = Set.of("", "secret", "password", "passwd", "pass", "passw0rd", "changeme",
            "changeit", "default", "example", "sample", "test", "demo", "admin", "administrator", "root", "guest",
            "public", "private", "key", "apikey", "token", "none", "null", "todo", "missing", "xxx", "tocsin",
            "watchman", "cmpp", "sgip", "smgp", "smpp", "asterisk", "amp111", "mysecret", "secret5", "redis", "123",
            "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "abc123", "qwerty");
    /** That of tocsin.example.yaml, which is the hash of nothing. */
    private static final String SAMPLE = "c4b4e5a8c4a67bb0d3c9f5f2a3f4b06e3c0a7a4f4d3a1b2c3d4e5f60718293a4";
    private static final Set<String> HASHES = Stream
            .concat(Stream.of(SAMPLE), WORDS.stream().map(word -> new ApiKey(word).sha256()))
            .collect(Collectors.toUnmodifiableSet());
    private static final int SHORTEST_SIGNING = 16;
    private static final Kind<String> HASH = Kind.plain("a hash", text -> text);

    /** {@code [IPv6]:port…}, a bare IPv6 address, or {@code host:port…}. */
    private static final Pattern PLACE = Pattern
            .compile(
                    "(?:\\[(?<six>[^\\]]*)]|(?<bare>[0-9A-Fa-f]*(?::[0-9A-Fa-f]*){2,})|(?<host>[^:/?,\\[]*))(?:[:/?].*)?");

    private DefaultSecrets() {}

    static void ofClients(List<Section> clients) {
        for (Section client : clients) {
            client.find("keySha256", HASH).filter(hash -> HASHES.contains(hash) || isUniform(hash)).ifPresent(
                    _ -> client.refuse("keySha256",
                            "the hash of a key of your own (./tocsin key makes one); this one is "
                                    + "the sample's or that of a word everybody knows"));
            boolean near = client.find("callbackUrl", Kind.HTTP_URL)
                    .filter(url -> isLoopback(String.valueOf(url.getHost()))).isPresent();
            client.find("callbackSecret", Kind.SECRET).map(Secret::reveal)
                    .filter(secret -> !near && (isKnown(secret) || secret.length() < SHORTEST_SIGNING))
                    .ifPresent(_ -> client.refuse("callbackSecret", "a random secret of at least " + SHORTEST_SIGNING
                            + " characters that only you and the receiver know"));
        }
    }

    /** Those of carriers and PBXes: {@code secret} beside {@code host} and {@code account}. */
    static void ofPeers(List<Section> peers) {
        for (Section peer : peers) {
            boolean asks = !peer.get("protocol", HASH, "").equals("asterisk");
            if (!asks || isLoopback(peer.get("host", HASH, ""))) {
                continue;
            }
            String account = peer.get("account", HASH, "");
            peer.find("secret", Kind.SECRET).map(Secret::reveal)
                    .filter(secret -> isKnown(secret) || secret.equals(account))
                    .ifPresent(_ -> peer.refuse("secret",
                            "a password that is neither the account's name nor a word everybody knows; have it changed"));
        }
    }

    static void ofStore(Section store) {
        store.find("key", Kind.SECRET).map(Secret::reveal)
                .filter(key -> isUniform(key.replace("=", "")) || isCounting(key) || isKnown(key))
                .ifPresent(_ -> store.refuse("key",
                        "32 random bytes, or nothing, as one is made at the first start"));
        store.find("redis", Kind.SECRET).map(Secret::reveal).filter(DefaultSecrets::hasKnownPassword)
                .ifPresent(_ -> store.refuse("redis", "a password in it that is no word everybody knows"));
    }

    private static boolean hasKnownPassword(String redis) {
        int begin = redis.indexOf("://") + 3;
        int at = redis.lastIndexOf('@');
        String login = at < begin ? "" : redis.substring(begin, at);
        int colon = login.indexOf(':');
        return colon >= 0 && isKnown(login.substring(colon + 1))
                && !Stream.of(redis.substring(at + 1).split("[/?]", 2)[0].split(","))
                        .allMatch(DefaultSecrets::isLoopback);
    }

    private static boolean isKnown(String secret) {
        return isUniform(secret)
                || WORDS.contains(secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9\\p{IsHan}]", ""));
    }

    /** One character again and again. */
    private static boolean isUniform(String text) {
        return text.length() > 1 && text.chars().distinct().count() == 1;
    }

    /** 000102… as in examples. */
    private static boolean isCounting(String hex) {
        return hex.toLowerCase(Locale.ROOT).startsWith("000102030405060708090a0b0c0d0e0f");
    }

    /**
     * Whether that is this machine: an address of loopback or {@code localhost}, perhaps with a port
     * and what follows it. Other names are asked of nobody: {@code 127.0.0.1.example} may be anywhere.
     */
    static boolean isLoopback(String place) {
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches()) {
            return false;
        }
        String host = Stream.of(parts.group("six"), parts.group("bare"), parts.group("host"))
                .filter(Objects::nonNull).findFirst().orElse("");
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
