package io.tocsin.dispatch.text;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts there are: those of the file, and over them those that were published since. Safe for
 * many threads; an attempt takes what holds when it is prepared.
 */
public final class Templates {
    private final Map<String, String> base;
    private final boolean exercise;
    private volatile Map<String, String> texts;
    private volatile Map<String, Template> compiled;

    /**
     * Those of the file.
     *
     * @param base by name, with variables in braces
     * @param exercise whether every message is marked 演练
     */
    public Templates(Map<String, String> base, boolean exercise) {
        this.base = Map.copyOf(base);
        this.exercise = exercise;
        texts = this.base;
        compiled = compile(texts);
    }

    /** From now on those hold over the file's, and no others. */
    public void publish(Map<String, String> published) {
        Map<String, String> all = new HashMap<>(base);
        all.putAll(published);
        texts = Map.copyOf(all);
        compiled = compile(texts);
    }

    private Map<String, Template> compile(Map<String, String> all) {
        Map<String, Template> made = new HashMap<>();
        all.forEach((name, text) -> made.put(name, Template.of(text, exercise)));
        return Map.copyOf(made);
    }

    /** The text of that name as it holds now, null when there is none. */
    public @Nullable String text(String name) {
        return texts.get(name);
    }

    /** The same, ready to be filled in. */
    @Nullable
    Template of(String name) {
        return compiled.get(name);
    }
}
