package io.tocsin.send.voice.prompt;

import io.tocsin.send.voice.prompt.engine.SpeechEngine;
import io.tocsin.send.voice.prompt.sound.Sound;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An engine that hums for as long as it is told, once a gate is open. */
final class FakeEngine implements SpeechEngine {
    final List<String> spoken = new CopyOnWriteArrayList<>();
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile String fault = "";
    volatile String identity = "hum";
    volatile int millis = 1000;

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Sound speak(String text, String language, Duration within) throws IOException, InterruptedException {
        spoken.add(text);
        gate.await();
        if (!fault.isEmpty()) {
            throw new IOException(fault);
        }
        float[] samples = new float[8 * millis];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.sin(i * 0.5);
        }
        return new Sound(8000, samples);
    }
}
