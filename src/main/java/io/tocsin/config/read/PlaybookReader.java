package io.tocsin.config.read;

import io.tocsin.config.PlaybookConfig;
import io.tocsin.config.RetryConfig;
import io.tocsin.config.StepConfig;
import io.tocsin.config.TemplateConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.warning.Channel;
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

    private static final Kind<String> MODE = Kind.words(Map.of("chain", "chain"));

    private PlaybookReader() {}

    static Map<String, TemplateConfig> templates(List<Section> sections) {
        Map<String, TemplateConfig> templates = new LinkedHashMap<>();
        templates.put(TEMPLATE, new TemplateConfig(Channel.SMS, TEXT));
        for (Section section : sections) {
            section.make(() -> new TemplateConfig(section.get("channel", Words.CHANNEL, Channel.SMS),
                    section.require("text", Kind.MESSAGE, ""))).ifPresent(t -> templates.put(section.name(), t));
        }
        return templates;
    }

    /** The names of templates, those with problems of their own included: they are not missing. */
    static Set<String> names(Map<String, TemplateConfig> templates, List<Section> sections) {
        Set<String> names = new TreeSet<>(templates.keySet());
        sections.forEach(section -> names.add(section.name()));
        return names;
    }

    static Map<String, PlaybookConfig> playbooks(List<Section> sections, Set<String> templates) {
        Kind<String> template = Kind
                .words(templates.stream().collect(Collectors.toMap(Function.identity(), name -> name)));
        Map<String, PlaybookConfig> playbooks = new LinkedHashMap<>();
        List<StepConfig> usual = List.of(new StepConfig(Channel.SMS, TEMPLATE, StepConfig.ATTEMPTS, false));
        playbooks.put(TocsinConfig.DEFAULT_PLAYBOOK, new PlaybookConfig(usual, PlaybookConfig.budgetOf(usual),
                PlaybookConfig.NETWORK_RETRIES, RetryConfig.defaults()));
        sections.forEach(
                section -> playbook(section, template).ifPresent(book -> playbooks.put(section.name(), book)));
        return playbooks;
    }

    private static Optional<PlaybookConfig> playbook(Section section, Kind<String> template) {
        String mode = section.get("mode", MODE, "chain");
        RetryConfig retry = retry(section.section("retry"));
        int networkRetries = section.get("networkRetries", Kind.WHOLE, PlaybookConfig.NETWORK_RETRIES);
        Optional<Integer> budget = section.find("budget", Kind.WHOLE);
        List<Section> items = section.items("steps");
        List<StepConfig> steps = items.stream().flatMap(item -> step(item, template).stream()).toList();
        if (items.size() > steps.size() || mode.isEmpty()) {
            return Optional.empty();
        }
        return section.make(() -> new PlaybookConfig(steps,
                budget.orElseGet(() -> Math.max(1, PlaybookConfig.budgetOf(steps))), networkRetries, retry));
    }

    private static Optional<StepConfig> step(Section section, Kind<String> template) {
        Channel channel = section.require("channel", Words.CHANNEL, Channel.SMS);
        if (section.isBroken("channel")) {
            section.skip();
            return Optional.empty();
        }
        return section.make(() -> new StepConfig(channel, section.require("template", template, TEMPLATE),
                section.get("attempts", Kind.WHOLE, StepConfig.ATTEMPTS), section.get("confirm", Kind.FLAG, false)));
    }

    private static RetryConfig retry(Section section) {
        RetryConfig usual = RetryConfig.defaults();
        return section.make(usual,
                () -> new RetryConfig(section.get("delay", Kind.DURATION, usual.delay()),
                        section.get("factor", Kind.DECIMAL, usual.factor()),
                        section.get("max", Kind.DURATION, usual.max()),
                        section.get("jitter", Kind.DECIMAL, usual.jitter()),
                        section.map("delays", Words.CAUSE_CLASS, Kind.DURATION)));
    }
}
