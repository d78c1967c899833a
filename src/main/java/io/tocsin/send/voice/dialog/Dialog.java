package io.tocsin.send.voice.dialog;

import io.tocsin.config.value.InvalidRecord;
import io.tocsin.send.voice.dialog.check.Paths;
import io.tocsin.send.voice.dialog.check.Rules;
import io.tocsin.send.voice.dialog.check.Spans;
import io.tocsin.send.voice.dialog.part.Content;
import io.tocsin.send.voice.dialog.part.Prompt;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A dialog of the voice robot in one version. There is none that breaks a rule: every state is
 * reached, every way ends in an outcome, and in time.
 *
 * @param name as a playbook's voice step names it
 * @param version from 1; what is published under it never changes
 * @param sha256 hash of its canonical form, 64 lower-case hex digits
 * @param language of its prompts unless they say another, such as {@code zh-CN}
 * @param draft whether recordings may be missing; a draft is never published
 * @param content all that is said and decided in it
 */
public record Dialog(String name, int version, String sha256, String language, boolean draft, Content content) {
    /**
     * Holds every rule against it.
     *
     * @throws InvalidRecord with everything that is wrong, by key path
     */
    public Dialog {
        Rules.check(content);
    }

    /** What stands with an attempt: name, version and the hash's beginning. */
    public String label() {
        return name + "@" + version + "+" + sha256.substring(0, 12);
    }

    /** The languages in which a machine has to say something. */
    public Set<String> spokenLanguages() {
        return content.states().values().stream().flatMap(state -> state.prompts().values().stream())
                .filter(prompt -> prompt.recording() == null).map(Prompt::language)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** About how long the longest way through it takes when each prompt is said once. */
    public Duration spoken() {
        return Duration.ofMillis(new Paths(content).longest(Spans::spoken));
    }
}
