package io.tocsin.config.read;

import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.review.dictionary.Script;
import java.util.List;

/** Reads scripts: what reviewers say. */
final class ScriptReader {
    private ScriptReader() {}

    /**
     * One script.
     *
     * @throws RuntimeException when it is out of range, for {@link Section#make}
     */
    static Script script(String name, Section section) {
        Section say = section.section("say");
        List<String> zh = say.list("zh", Kind.TEXT, List.of());
        List<String> en = say.list("en", Kind.TEXT, List.of());
        return new Script(name, section.list("match", Kind.TEXT, List.of()), section.require("zh", Kind.TEXT, "-"),
                section.require("en", Kind.TEXT, "-"), zh, en);
    }
}
