package io.tocsin.net;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS of outgoing connections: the peer proves by its certificate that it is the host that is
 * meant.
 */
public final class ClientTls {
    private final SslContext context;

    private ClientTls(SslContext context) {
        this.context = context;
    }

    /**
     * TLS that trusts certain certificates.
     *
     * @param trust PEM file of certificates that are trusted, null for those that the JDK trusts
     * @throws IOException when the file cannot be read or holds no certificate
     */
    public static ClientTls trusting(@Nullable Path trust) throws IOException {
        SslContextBuilder builder = SslContextBuilder.forClient().protocols("TLSv1.3", "TLSv1.2")
                .endpointIdentificationAlgorithm("HTTPS");
        if (trust == null) {
            return new ClientTls(builder.build());
        }
        try (var in = Files.newInputStream(trust)) {
            return new ClientTls(builder.trustManager(in).build());
        } catch (IllegalArgumentException e) {
            throw new IOException(trust + ": expected certificates in PEM", e);
        }
    }

    /** Why a handshake failed, in the words of who knows best; empty when it is something else. */
    public static Optional<String> failure(Throwable cause) {
        if (!(cause instanceof SSLException)) {
            return Optional.empty();
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Optional.of("TLS: " + root.getMessage());
    }

    /** Puts it in front of the handlers that a new connection has so far. */
    void secure(ChannelPipeline pipeline, String host, int port) {
        pipeline.addFirst(context.newHandler(pipeline.channel().alloc(), host, port));
    }
}
