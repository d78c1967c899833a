package io.tocsin.dispatch.settle;

import io.tocsin.plan.Playbook;
import java.util.Map;

/**
 * The playbooks by name, and the one that stands in for a name that is no longer configured.
 *
 * @param byName at least the stand-in
 * @param standIn name of a playbook that is among them
 */
public record Playbooks(Map<String, Playbook> byName, String standIn) {
    /** Copies the map and refuses one without the stand-in. */
    public Playbooks {
        byName = Map.copyOf(byName);
        if (!byName.containsKey(standIn)) {
            throw new IllegalArgumentException(
                    "got no playbook \"" + standIn + "\", expected one among " + byName.keySet());
        }
    }

    /** That playbook, or the stand-in. */
    public Playbook of(String name) {
        Playbook playbook = byName.get(name);
        return playbook == null ? byName.getOrDefault(standIn, byName.values().iterator().next()) : playbook;
    }
}
