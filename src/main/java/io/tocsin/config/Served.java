package io.tocsin.config;

import io.tocsin.plan.Playbook;
import io.tocsin.plan.Step;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.prompt.engine.TtsConfig;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Operator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom the configured carriers can reach, and in which languages. A warning for whom there is none
 * waits until there is one, or until it expires.
 *
 * @param config what was configured
 */
public record Served(TocsinConfig config) {
    /**
     * Whether some carrier reaches numbers of an operator by the channel of a playbook's step.
     *
     * @param playbook its name; one that is not configured any more counts as {@code default}
     * @param step its index
     */
    public boolean reaches(String playbook, int step, Operator operator) {
        Playbook found = config.playbooks().getOrDefault(playbook,
                config.playbooks().get(TocsinConfig.DEFAULT_PLAYBOOK));
        return found == null || !unserved(found.step(step).channel()).contains(operator);
    }

    /**
     * Whether warnings of a playbook may be called; one that is not configured any more may have been.
     */
    public boolean calls(String playbook) {
        Playbook found = config.playbooks().get(playbook);
        return found == null || found.steps().stream().anyMatch(step -> step.channel() == Channel.VOICE);
    }

    /**
     * How a carrier reaches people, {@code sms} or {@code voice}; empty when there is no such carrier.
     */
    public String channel(String carrier) {
        CarrierConfig found = config.carriers().get(carrier);
        return found == null ? "" : found.channel().name().toLowerCase(Locale.ROOT);
    }

    /** What nobody serves though a playbook may need it, as sentences; empty when all is served. */
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            List<String> using = config.playbooks().entrySet().stream()
                    .filter(each -> each.getValue().steps().stream().map(Step::channel).anyMatch(channel::equals))
                    .map(Map.Entry::getKey).toList();
            Set<Operator> unserved = unserved(channel);
            if (!using.isEmpty() && !unserved.isEmpty()) {
                gaps.add("no carrier serves " + unserved.stream().map(Operator::code).collect(Collectors.joining(", "))
                        + " by " + channel.name().toLowerCase(Locale.ROOT) + " (playbook " + String.join(", ", using)
                        + "): warnings to such numbers wait until one does, or until they expire; see 'operators' of"
                        + " the carriers");
            }
        }
        gaps.addAll(unspoken());
        return gaps;
    }

    /**
     * What dialogs say in languages that no voice speaks; only of espeak-ng is it known which it
     * speaks.
     */
    private List<String> unspoken() {
        TtsConfig tts = config.speech().tts();
        if (tts.http() != null) {
            return List.of();
        }
        Set<String> held = config.playbooks().values().stream().flatMap(playbook -> playbook.steps().stream())
                .filter(step -> step.channel() == Channel.VOICE).map(Step::template).collect(Collectors.toSet());
        List<String> unspoken = new ArrayList<>();
        for (Dialog dialog : config.voice().dialogs()) {
            List<String> mute = dialog.spokenLanguages().stream()
                    .filter(language -> tts.espeak().voice(language).isEmpty()).toList();
            if (held.contains(dialog.name()) && !dialog.draft() && !mute.isEmpty()) {
                unspoken.add("no voice speaks " + String.join(", ", mute) + " (dialog " + dialog.name() + " version "
                        + dialog.version() + "): what it says in it is left out of calls; see voice.tts.espeak.voices,"
                        + " or record it");
            }
        }
        return unspoken;
    }

    private Set<Operator> unserved(Channel channel) {
        Set<Operator> unserved = EnumSet.allOf(Operator.class);
        config.carriers().values().stream().filter(carrier -> carrier.channel() == channel)
                .forEach(carrier -> unserved.removeAll(carrier.route().served()));
        return unserved;
    }
}
