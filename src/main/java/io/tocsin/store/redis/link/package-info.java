/**
 * Connections to one Redis server, to the master that Sentinels name, or to the masters of a
 * Cluster.
 */
@NullMarked
package io.tocsin.store.redis.link;

import org.jspecify.annotations.NullMarked;
