package io.tocsin.send.voice.prompt.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sound as the bytes of a file. */
public final class SoundFiles {
    private static final int HEADER = 44;
    private static final int LAW_BITS = 0x55;

    private SoundFiles() {}

    /** A WAV file of 16-bit PCM, for people and programs. */
    public static byte[] wav(Sound sound) {
        int length = sound.samples().length * 2;
        ByteBuffer file = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(HEADER - 8 + length).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1).putInt(sound.rate())
                .putInt(sound.rate() * 2).putShort((short) 2).putShort((short) 16);
        file.put(ascii("data")).putInt(length);
        for (float sample : sound.samples()) {
            file.putShort((short) pcm(sample));
        }
        return file.array();
    }

    /**
     * G.711 A-law without a header, as Asterisk's {@code .alaw} files are: what the trunks of China
     * speak, so that Asterisk passes it on as it is.
     */
    public static byte[] aLaw(Sound sound) {
        byte[] bytes = new byte[sound.samples().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = aLaw(pcm(sound.samples()[i]));
        }
        return bytes;
    }

    /** One sample by ITU-T G.711, table 1: sign, three bits of segment, four of its part. */
    static byte aLaw(int pcm) {
        int size = Math.min(4095, (pcm < 0 ? ~pcm : pcm) >> 3);
        int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(size));
        int part = segment == 0 ? size >> 1 : size >> segment;
        return (byte) (((pcm < 0 ? 0 : 0x80) | segment << 4 | (part & 0xF)) ^ LAW_BITS);
    }

    private static int pcm(float sample) {
        return Math.clamp(Math.round(sample * 32767.0), -32768, 32767);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
