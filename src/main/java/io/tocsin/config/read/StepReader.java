package io.tocsin.config.read;

import io.tocsin.config.read.kind.Words;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.plan.Step;
import io.tocsin.warning.Channel;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the steps of playbooks.
 *
 * @param templates names of the texts there are
 * @param dialogs what calls can be
 */
record StepReader(Set<String> templates, DialogFolder dialogs) {
    /** Default of {@code attempts}. */
    static final int ATTEMPTS = 3;
    private static final Kind<Integer> ATTEMPTS_OF = Kind.between(1, 20);
    private static final String DIALOG = "dialog";

    Optional<Step> step(Section section) {
        Channel channel = section.require("channel", Words.CHANNEL, Channel.SMS);
        if (section.isBroken("channel")) {
            // Which other keys are right depends on it.
            section.skip();
            return Optional.empty();
        }
        return Optional.of(switch (channel) {
            case SMS -> new Step(channel, section.require("template", named(), PlaybookReader.TEMPLATE),
                    section.get("attempts", ATTEMPTS_OF, ATTEMPTS), section.get("confirm", Kind.FLAG, false));
            case VOICE -> new Step(channel, dialog(section), section.get("attempts", ATTEMPTS_OF, ATTEMPTS), false);
        });
    }

    private Kind<String> named() {
        return Kind.words(templates.stream().collect(Collectors.toMap(Function.identity(), name -> name)));
    }

    private String dialog(Section section) {
        if (dialogs.path() == null) {
            String name = section.require(DIALOG, Kind.NAME_OF, "");
            section.refuse(DIALOG, "a dialog of the folder that 'dialogs' names, and there is none");
            return name;
        }
        String name = section.require(DIALOG, dialogs.named(), "");
        if (!name.isEmpty() && dialogs.isDraft(name)) {
            section.refuse(DIALOG, "a dialog that is finished, this one is a draft");
        }
        return name;
    }
}
