package io.tocsin.report.webhook;

import java.net.URI;

/**
 * Where a client's results are pushed.
 *
 * @param client its name
 * @param url its {@code callbackUrl}
 * @param signer signs with its {@code callbackSecret}
 */
public record WebhookTarget(String client, URI url, Signer signer) {}
