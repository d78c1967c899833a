package io.tocsin.config.read;

import io.tocsin.config.TemplateConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.RetryRules;
import io.tocsin.plan.Step;
import io.tocsin.warning.Channel;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code templates} and {@code playbooks}; both begin with the one that is always there. */
final class PlaybookReader {
    static final String TEMPLATE = "fraud-sms";
    static final String TEXT = "{signature}{name}您好，您可能正在遭遇{fraudType}诈骗，请勿转账，如有疑问请拨打96110。";

    private static final int MOST_STEPS = 10;
    /** What calls say stands in dialogs. */
    private static final Kind<Channel> WRITTEN = Kind.words(Map.of(Channel.SMS.code(), Channel.SMS));
    private static final Kind<Playbook.Mode> MODE = Kind.words(Map.of("chain", Playbook.Mode.CHAIN));
    private static final Kind<Integer> BUDGET = Kind.between(1, 200);
    private static final Kind<Integer> NETWORK_RETRIES = Kind.between(0, 1000);

    private PlaybookReader() {}

    static Map<String, TemplateConfig> templates(List<Section> sections) {
        Map<String, TemplateConfig> templates = new LinkedHashMap<>();
        templates.put(TEMPLATE, new TemplateConfig(Channel.SMS, TEXT));
        for (Section section : sections) {
            section.make(() -> new TemplateConfig(section.get("channel", WRITTEN, Channel.SMS),
                    section.require("text", Kind.MESSAGE, ""))).ifPresent(t -> templates.put(section.name(), t));
        }
        return templates;
    }

    /** The names of things, those with problems of their own included: they are not missing. */
    static Set<String> names(Map<String, ?> made, List<Section> sections) {
        Set<String> names = new TreeSet<>(made.keySet());
        sections.forEach(section -> names.add(section.name()));
        return names;
    }

    static Map<String, Playbook> playbooks(List<Section> sections, StepReader reader, ZoneId zone) {
        Map<String, Playbook> playbooks = new LinkedHashMap<>();
        playbooks.put(TocsinConfig.DEFAULT_PLAYBOOK, Playbook.chain(TocsinConfig.DEFAULT_PLAYBOOK,
                List.of(new Step(Channel.SMS, TEMPLATE, StepReader.ATTEMPTS, false)), RetryRules.defaults(zone)));
        sections.forEach(
                section -> playbook(section, reader, zone).ifPresent(book -> playbooks.put(section.name(), book)));
        return playbooks;
    }

    private static Optional<Playbook> playbook(Section section, StepReader reader, ZoneId zone) {
        Playbook.Mode mode = section.get("mode", MODE, Playbook.Mode.CHAIN);
        RetryRules retry = RetryReader.read(section.section("retry"), zone);
        int networkRetries = section.get("networkRetries", NETWORK_RETRIES, Playbook.NETWORK_RETRIES);
        Optional<Integer> budget = section.find("budget", BUDGET);
        List<Section> items = section.items("steps");
        List<Step> steps = items.stream().flatMap(item -> reader.step(item).stream()).toList();
        if (items.isEmpty() || items.size() > MOST_STEPS) {
            section.refuse("steps", "a list of 1 to " + MOST_STEPS + " steps");
        }
        int sum = steps.stream().mapToInt(Step::attempts).sum();
        return section.isBroken("steps") || steps.size() < items.size()
                ? Optional.empty()
                : section.make(
                        () -> new Playbook(section.name(), mode, steps, budget.orElse(sum), networkRetries, retry));
    }
}
