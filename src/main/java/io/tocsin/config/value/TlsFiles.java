package io.tocsin.config.value;

import java.nio.file.Path;

/**
 * The files of a TLS server.
 *
 * @param cert certificate chain, PEM
 * @param key private key, PEM (PKCS #8)
 */
public record TlsFiles(Path cert, Path key) {}
