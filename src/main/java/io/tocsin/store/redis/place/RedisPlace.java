package io.tocsin.store.redis.place;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where Redis is: one server, a master that Sentinels watch, or a Cluster. */
public sealed interface RedisPlace permits RedisAddress, RedisPlace.Watched, RedisPlace.Sharded {
    /**
     * Reads what {@code store.redis} says.
     *
     * @throws IllegalArgumentException when it is no address; the message shows no password
     */
    static RedisPlace parse(String text) {
        if (text.startsWith("sentinel://") || text.startsWith("cluster://")) {
            return ManyHosts.parse(text);
        }
        return RedisAddress.parse(text);
    }

    /**
     * A master that Sentinels watch.
     *
     * @param master its name
     * @param sentinels where they are, and their log-in
     * @param servers how to log in to the servers; host and port are those of the first Sentinel and
     *            mean nothing
     */
    record Watched(String master, List<RedisAddress> sentinels, RedisAddress servers) implements RedisPlace {
        /** Copies the list. */
        public Watched {
            sentinels = List.copyOf(sentinels);
        }

        /** Name and Sentinels. */
        @Override
        public String toString() {
            return "sentinel master " + master + " of " + sentinels;
        }
    }

    /**
     * A Cluster.
     *
     * @param seeds some of its servers, from which the others are learned
     */
    record Sharded(List<RedisAddress> seeds) implements RedisPlace {
        /** Copies the list. */
        public Sharded {
            seeds = List.copyOf(seeds);
        }

        /** The seeds. */
        @Override
        public String toString() {
            return "cluster " + seeds;
        }
    }

    /**
     * How to log in.
     *
     * @param user null for the default user
     * @param password null for none
     */
    record Login(@Nullable String user, @Nullable String password) {
        /** Never the password. */
        @Override
        public String toString() {
            return "(log-in)";
        }
    }
}
