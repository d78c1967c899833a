/** What a client may submit: its rate and how much of it may be pending. */
@NullMarked
package io.tocsin.ingest.limit;

import org.jspecify.annotations.NullMarked;
