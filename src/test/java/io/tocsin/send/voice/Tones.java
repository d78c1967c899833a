package io.tocsin.send.voice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** WAV files of 8 kHz with a tone, and how loud one is. */
public final class Tones {
    private static final int RATE = 8000;
    private static final int HEADER = 44;

    private Tones() {}

    /** Writes a tone of that length; returns its path without ending. */
    public static String write(Path folder, String name, double seconds) throws IOException {
        int samples = (int) (seconds * RATE);
        ByteBuffer wav = ByteBuffer.allocate(HEADER + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1)
                .putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (8000 * Math.sin(2 * Math.PI * 440 * i / RATE)));
        }
        Files.write(folder.resolve(name + ".wav"), wav.array());
        return folder.resolve(name).toString();
    }

    /** How many seconds of a WAV file are louder than a whisper, in steps of 20 ms. */
    public static double loud(Path file) throws IOException {
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        double seconds = 0;
        for (int at = HEADER; at + RATE / 25 <= wav.limit(); at += RATE / 25) {
            int peak = 0;
            for (int i = 0; i < RATE / 25; i += 2) {
                peak = Math.max(peak, Math.abs(wav.getShort(at + i)));
            }
            seconds += peak > 500 ? 0.02 : 0;
        }
        return seconds;
    }
}
