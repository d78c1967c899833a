package io.tocsin.send.voice.prompt.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that is given bytes and answers with bytes; it is killed when it takes too long.
 *
 * @param words the program and its arguments
 */
record Command(List<String> words) {
    private static final Logger LOG = LoggerFactory.getLogger(Command.class);
    private static final int MOST_COMPLAINT = 300;

    /** Copies the list. */
    Command {
        words = List.copyOf(words);
    }

    /**
     * Runs it once. Blocks.
     *
     * @param most bytes it may answer
     * @throws IOException when it is not there, takes too long, says too much or ends with an error
     */
    byte[] run(byte[] input, int most, Duration within) throws IOException, InterruptedException {
        Process process = start();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        CompletableFuture<String> complaint = new CompletableFuture<>();
        Thread.ofVirtual().name("speech-in").start(() -> write(process, input));
        Thread.ofVirtual().name("speech-err").start(() -> complaint.complete(complaint(process)));
        Thread.ofVirtual().name("speech-out").start(() -> read(process, most, answer));
        try {
            byte[] bytes = answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
            if (bytes.length > most) {
                throw new IOException(program() + " answered more than " + most + " bytes");
            }
            // Its output has ended, so it ends now.
            if (!process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException(program() + " did not end within " + within.toMillis() + " ms");
            }
            if (process.exitValue() != 0) {
                throw new IOException(program() + " ended with " + process.exitValue() + ": "
                        + complaint.get(within.toNanos(), TimeUnit.NANOSECONDS));
            }
            return bytes;
        } catch (TimeoutException e) {
            throw new IOException(program() + " did not answer within " + within.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(program() + ": " + e.getCause(), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        try {
            return new ProcessBuilder(words).start();
        } catch (IOException e) {
            throw new IOException(program() + " cannot be started, is it installed? (Debian: apt-get install "
                    + "espeak-ng) " + e.getMessage(), e);
        }
    }

    private String program() {
        return words.getFirst();
    }

    private static void write(Process process, byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            LOG.debug("The program ended without reading everything; its exit value says more", e);
        }
    }

    private static void read(Process process, int most, CompletableFuture<byte[]> answer) {
        try (InputStream in = process.getInputStream()) {
            answer.complete(in.readNBytes(most + 1));
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
    }

    private static String complaint(Process process) {
        try (InputStream in = process.getErrorStream()) {
            return new String(in.readNBytes(MOST_COMPLAINT), StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
        } catch (IOException e) {
            return "nothing";
        }
    }
}
