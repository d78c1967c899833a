package io.tocsin.send.voice.prompt;

import io.tocsin.config.value.Checks;
import java.nio.file.Path;

/**
 * Where prompts are kept as sound, and how.
 *
 * @param dir their folder
 * @param pbxDir the same folder as the Asterisk sees it; empty when it is the same
 * @param maxBytes how much they may take, 10 MB to 1 TB; those not used for longest go first
 * @param level how loud speech is, in dB below full scale, -40 to -6
 * @param warmQueue how many may wait to be made ahead of their calls, 1 to 1,000,000
 */
public record PromptConfig(Path dir, String pbxDir, long maxBytes, int level, int warmQueue) {
    /** Refuses what is out of range. */
    public PromptConfig {
        new Checks()
                .matches("pbxDir", pbxDir, "|/[^\\s\"&,|]{1,200}", "an absolute path without blanks, quotes, & , or |")
                .between("maxBytes", maxBytes, 10_000_000, 1_000_000_000_000L).between("level", level, -40, -6)
                .between("warmQueue", warmQueue, 1, 1_000_000).done();
    }

    /** What is used unless said otherwise. */
    public static PromptConfig defaults() {
        return new PromptConfig(Path.of("prompts"), "", 1_000_000_000, -20, 20_000);
    }

    /** The folder as Asterisk is told it. */
    String seenByPbx() {
        return pbxDir.isEmpty() ? dir.toAbsolutePath().normalize().toString() : pbxDir;
    }
}
