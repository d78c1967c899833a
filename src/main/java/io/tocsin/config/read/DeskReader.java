package io.tocsin.config.read;

import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.RetryRules;
import io.tocsin.plan.Step;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.dictionary.Message;
import io.tocsin.review.dictionary.Script;
import io.tocsin.warning.Channel;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what reviewers find on the desk.
 *
 * @param templates names of the texts there are
 * @param playbooks names of the playbooks of the file
 */
record DeskReader(Set<String> templates, Set<String> playbooks) {
    DeskConfig desk(Section section) {
        DeskConfig usual = DeskConfig.defaults();
        List<Message> messages = new ArrayList<>();
        section.sections("messages").forEach(each -> each.make(() -> message(each)).ifPresent(messages::add));
        List<Script> scripts = new ArrayList<>();
        section.sections("scripts").forEach(
                each -> each.make(() -> ScriptReader.script(each.name(), each)).ifPresent(scripts::add));
        return section.make(usual, () -> new DeskConfig(section.list("stations", Kind.TEXT, usual.stations()),
                section.has("messages") ? messages : usual.messages(),
                DeskConfig.before(scripts, usual.scripts())));
    }

    private Message message(Section section) {
        String zh = section.require("zh", Kind.TEXT, "-");
        String en = section.require("en", Kind.TEXT, "-");
        Optional<String> playbook = section.find("playbook", one(playbooks));
        Optional<String> template = section.find("template", one(templates));
        if (playbook.isPresent() && template.isPresent()) {
            section.refuse("template", "a template or a playbook, not both");
        }
        if (playbook.isEmpty() && template.isEmpty() && !templates.contains(section.name())) {
            section.require("template", one(templates), "");
        }
        return new Message(section.name(), zh, en,
                playbook.orElseGet(() -> Message.OF_TEMPLATE + template.orElse(section.name())));
    }

    private static Kind<String> one(Set<String> names) {
        return Kind.words(names.stream().collect(Collectors.toMap(Function.identity(), name -> name)));
    }

    /** The playbooks with those by which lone templates are sent. */
    static Map<String, Playbook> with(Map<String, Playbook> playbooks, DeskConfig desk, ZoneId zone) {
        Map<String, Playbook> all = new LinkedHashMap<>(playbooks);
        desk.messages().stream().map(Message::playbook).filter(name -> name.startsWith(Message.OF_TEMPLATE))
                .forEach(name -> all.put(name, Playbook.chain(name, List.of(new Step(Channel.SMS,
                        name.substring(Message.OF_TEMPLATE.length()), StepReader.ATTEMPTS, false)),
                        RetryRules.defaults(zone))));
        return all;
    }
}
