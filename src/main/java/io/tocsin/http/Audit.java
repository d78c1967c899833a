package io.tocsin.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what through this door, in a log of its own name. Numbers are masked by the caller. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("tocsin.audit");

    private Audit() {}

    /** Notes an act that was done. */
    static void log(Exchange exchange, String act, String object) {
        LOG.info("client {} {} {}", exchange.caller().client(), act, object);
    }
}
