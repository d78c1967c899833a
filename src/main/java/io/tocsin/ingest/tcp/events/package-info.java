/** Results pushed over a connection: read from the feed, acknowledged, remembered. */
@NullMarked
package io.tocsin.ingest.tcp.events;

import org.jspecify.annotations.NullMarked;
