package io.tocsin.send.voice.agi.conversation;

import io.netty.util.concurrent.Ticker;
import io.tocsin.send.voice.agi.AgiTally;
import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.Prompt;
import io.tocsin.send.voice.dialog.talk.Action;
import io.tocsin.send.voice.prompt.Utterance;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the sound of what one call is told. Used by one thread. */
final class Mouth {
    private static final String ALL_KEYS = "0123456789*#";
    private static final long LATE_NANOS = Duration.ofMillis(100).toNanos();
    /**
     * A machine's voice may be half as fast as is reckoned with, and a recording longer than is said.
     */
    private static final int SLOWEST = 3;

    private final Errands errands;
    private final AgiTally tally;
    private final Ticker ticker;
    private String fallback;
    private boolean spoken;
    private boolean mute;

    /**
     * A mouth for one call.
     *
     * @param fallback played once for a prompt that cannot be had, empty for nothing
     */
    Mouth(Errands errands, AgiTally tally, Ticker ticker, String fallback) {
        this.errands = errands;
        this.tally = tally;
        this.ticker = ticker;
        this.fallback = fallback;
    }

    /**
     * Gets ready to say something.
     *
     * @param prompt where the words are from
     */
    Waiting say(Action.Say say, @Nullable Prompt prompt) {
        long asked = ticker.nanoTime();
        Optional<String> sound = errands.sound(new Utterance(say.text(), say.file(), say.language()));
        if (ticker.nanoTime() - asked > LATE_NANOS) {
            tally.count(AgiTally.What.PROMPT_LATE);
        }
        if (sound.isEmpty()) {
            tally.count(AgiTally.What.PROMPT_MISSING);
            sound = Optional.of(fallback).filter(path -> !path.isEmpty());
            fallback = "";
        }
        mute |= sound.isEmpty() && !spoken;
        Duration longest = Duration.ofMillis(prompt == null ? 0 : SLOWEST * prompt.millis());
        return sound.<Waiting>map(path -> new Waiting.Saying(path, keys(say, prompt),
                errands.length(path).orElse(longest), longest, this::said)).orElseGet(Waiting.Nothing::new);
    }

    private void said(boolean played) {
        if (!played) {
            tally.count(AgiTally.What.PROMPT_MISSING);
        }
        spoken |= played;
        mute |= !spoken;
    }

    /**
     * Whether a prompt failed before anything was said: the person hears silence, and what the dialog
     * would make of that is not true.
     */
    boolean isMute() {
        return mute;
    }

    /**
     * The keys that stop the sound. Asterisk throws other keys away while it plays, so a prompt that
     * keeps a key for its end is stopped by any, and goes on from there.
     */
    private static String keys(Action.Say say, @Nullable Prompt prompt) {
        return prompt != null && prompt.barge() == Barge.NOTHING && prompt.keepsKeys() ? ALL_KEYS : say.keys();
    }
}
