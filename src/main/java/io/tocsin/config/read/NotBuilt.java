package io.tocsin.config.read;

import io.tocsin.config.yaml.Unbuilt;
import java.util.Map;

/** What the file may say once it is built. Whoever builds a feature takes its line out here. */
final class NotBuilt {
    /** Key patterns and values, and what is missing for them. */
    static final Unbuilt TABLE = new Unbuilt(Map.ofEntries(
            Map.entry("playbooks.*.mode=race", "playbooks in race mode")));

    private NotBuilt() {}
}
