package io.tocsin.send.voice.agi;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * Whether and where calls are recorded: both directions in one WAV file named by the attempt.
 *
 * @param enabled whether
 * @param folder an absolute path on the Asterisk; where it is on this machine too, a
 *            {@link io.tocsin.send.voice.agi.door.RecordingShelf} deletes what is too old
 * @param retention how long a recording is kept, 1 day to 10 years
 */
public record RecordingConfig(boolean enabled, String folder, Duration retention) {
    /** Nothing is recorded. */
    public static final RecordingConfig NONE = new RecordingConfig(false, "", Duration.ofDays(30));

    /** Refuses a folder that is none, or that would be more than one argument of the dialplan. */
    public RecordingConfig {
        new Checks()
                .that(!enabled || folder.matches("/[\\w./-]{1,200}"), "folder", '"' + folder + '"',
                        "an absolute path of letters, digits, . _ - and /")
                .between("retention", retention, Duration.ofDays(1), Duration.ofDays(3660)).done();
    }
}
