package io.tocsin.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file that is served as it is or, packed once for all, as gzip. Not Brotli: it would spare 15 kB
 * of a first screen, once, on a local network.
 *
 * @param type its media type
 * @param plain its bytes
 * @param packed the same as gzip
 * @param tag its entity tag without quotes
 */
record PackedFile(MediaType type, HttpData plain, HttpData packed, String tag) {
    /** Packs a file; its type follows from its name. */
    static PackedFile of(String name, byte[] content) {
        return new PackedFile(type(name), HttpData.wrap(content), HttpData.wrap(gzip(content)), hash(content));
    }

    /**
     * Answers with the file, or that the caller has it already.
     *
     * @param caching what caches are told
     */
    HttpResponse answer(Exchange exchange, String caching) {
        boolean pack = acceptsGzip(exchange.header(HttpHeaderNames.ACCEPT_ENCODING).orElse(""));
        String entity = "\"" + tag + (pack ? "-gz" : "") + "\"";
        var headers = ResponseHeaders.builder(HttpStatus.OK).contentType(type).set(HttpHeaderNames.ETAG, entity)
                .set(HttpHeaderNames.CACHE_CONTROL, caching).set(HttpHeaderNames.VARY, "accept-encoding");
        if (Arrays.asList(exchange.header(HttpHeaderNames.IF_NONE_MATCH).orElse("").split(" *, *", -1))
                .contains(entity)) {
            return HttpResponse.of(headers.status(HttpStatus.NOT_MODIFIED).build());
        }
        if (pack) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        return HttpResponse.of(headers.build(), pack ? packed : plain);
    }

    private static boolean acceptsGzip(String accepted) {
        return Arrays.stream(accepted.split(",", -1)).map(String::strip)
                .anyMatch(coding -> coding.matches("gzip( *; *q=(1(\\.0*)?|0\\.0*[1-9][0-9]*))?"));
    }

    private static MediaType type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> MediaType.create("text", "javascript").withCharset(java.nio.charset.StandardCharsets.UTF_8);
            case "css" -> MediaType.CSS_UTF_8;
            case "html" -> MediaType.HTML_UTF_8;
            case "json" -> MediaType.JSON_UTF_8;
            case "svg" -> MediaType.SVG_UTF_8;
            default -> throw new IllegalStateException("the console has a file of an unknown type: " + name);
        };
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
