package io.tocsin.send.voice.prompt.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads WAV (RIFF) files: PCM of 8, 16, 24 or 32 bits, or 32-bit floating point, any rate, up to
 * eight channels, which are mixed to one. Chunks that say nothing about sound are passed over; a
 * length of the data that is too long counts as "to the end", as programs that write to a pipe say
 * it.
 */
public final class WavReader {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int MOST_CHANNELS = 8;
    /** Every rate in use is a multiple; others would need thousands of coefficients. */
    private static final int RATE_STEP = 25;

    private WavReader() {}

    private record Format(int coding, int channels, int rate, int bits) {
        int frame() {
            return channels * bits / 8;
        }
    }

    /**
     * Reads a whole file.
     *
     * @param bytes of the file
     * @throws IOException saying what was got and what was expected, when it is no such file
     */
    public static Sound read(byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (file.remaining() < 12 || file.getInt(0) != RIFF || file.getInt(8) != WAVE) {
            throw new IOException("got " + bytes.length + " bytes that are no WAV file, expected RIFF and WAVE");
        }
        file.position(12);
        Format format = null;
        while (file.remaining() >= 8) {
            int chunk = file.getInt();
            long length = Integer.toUnsignedLong(file.getInt());
            if (chunk == DATA) {
                if (format == null) {
                    throw new IOException("got a WAV file whose data come before its format");
                }
                return mixed(file.slice(file.position(), (int) Math.min(length, file.remaining()))
                        .order(ByteOrder.LITTLE_ENDIAN), format);
            }
            if (chunk == FORMAT) {
                format = format(file, length);
            }
            // Chunks begin at even places.
            file.position((int) Math.min(file.limit(), file.position() + length + (length & 1)));
        }
        throw new IOException("got a WAV file without data");
    }

    private static Format format(ByteBuffer file, long length) throws IOException {
        int at = file.position();
        if (length < 16 || file.remaining() < length) {
            throw new IOException("got a WAV file whose format has " + length + " bytes, expected at least 16");
        }
        int coding = Short.toUnsignedInt(file.getShort(at));
        if (coding == EXTENSIBLE && length >= 26) {
            // The sub-format's first two bytes are the code (mmreg.h, WAVEFORMATEXTENSIBLE).
            coding = Short.toUnsignedInt(file.getShort(at + 24));
        }
        Format format = new Format(coding, Short.toUnsignedInt(file.getShort(at + 2)), file.getInt(at + 4),
                Short.toUnsignedInt(file.getShort(at + 14)));
        boolean known = coding == PCM
                ? format.bits() == 8 || format.bits() == 16 || format.bits() == 24 || format.bits() == 32
                : coding == FLOAT && format.bits() == 32;
        if (!known || format.channels() < 1 || format.channels() > MOST_CHANNELS || format.rate() < 1000
                || format.rate() > 192_000 || format.rate() % RATE_STEP != 0) {
            throw new IOException("got a WAV file of coding " + coding + ", " + format.bits() + " bits, "
                    + format.channels() + " channels, " + format.rate()
                    + " samples a second; expected PCM of 8, 16, 24 or 32 bits, 1 to 8 channels, 1,000 to 192,000");
        }
        return format;
    }

    private static Sound mixed(ByteBuffer data, Format format) {
        float[] samples = new float[data.remaining() / format.frame()];
        for (int i = 0; i < samples.length; i++) {
            float sum = 0;
            for (int channel = 0; channel < format.channels(); channel++) {
                sum += sample(data, format);
            }
            samples[i] = sum / format.channels();
        }
        return new Sound(format.rate(), samples);
    }

    private static float sample(ByteBuffer data, Format format) {
        if (format.coding() == FLOAT) {
            float value = data.getFloat();
            return Float.isFinite(value) ? Math.clamp(value, -1f, 1f) : 0;
        }
        return switch (format.bits()) {
            case 8 -> (Byte.toUnsignedInt(data.get()) - 128) / 128f;
            case 16 -> data.getShort() / 32768f;
            case 24 -> (Byte.toUnsignedInt(data.get()) | data.getShort() << 8) / 8388608f;
            default -> (float) (data.getInt() / 2147483648.0);
        };
    }
}
