package io.tocsin.cli.stand;

import io.tocsin.http.Drill;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.pbx.PbxSimulator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The simulated carriers of a stand, and its Asterisk, as things that can be broken: each takes one
 * fault at a time. Several may break them at once.
 */
public final class StandDrill implements Drill {
    private static final String PBX = "asterisk";

    private record Breakable(List<Fault> faults, Consumer<Fault> how) {
        private List<String> words() {
            return faults.stream().map(Fault::word).toList();
        }
    }

    private final Map<String, Breakable> parts = new TreeMap<>();
    /** What each suffers from; nothing of those that are well. */
    private final Map<String, Fault> now = new TreeMap<>();

    /** Nothing to break yet. */
    public StandDrill() {}

    /**
     * One more thing can be broken.
     *
     * @param faults those that it can suffer from; that it can be mended goes without saying
     * @param how it takes one
     */
    public void add(String name, List<Fault> faults, Consumer<Fault> how) {
        parts.put(name, new Breakable(faults.stream().filter(fault -> fault != Fault.MEND).toList(), how));
    }

    /** That carrier can be broken as well. */
    void add(Line line, SmsSimulator<?> simulator) {
        add(line.name(), Arrays.asList(Fault.values()), fault -> fault.befall(simulator, line.behaviour()));
    }

    /** The Asterisk can be broken as well: it goes down, no more. */
    void add(PbxSimulator pbx) {
        add(PBX, List.of(Fault.DOWN), fault -> {
            pbx.refuse(fault == Fault.DOWN);
            if (fault == Fault.DOWN) {
                pbx.restart();
            }
        });
    }

    @Override
    public synchronized List<Part> parts() {
        return parts.entrySet().stream().map(each -> new Part(each.getKey(),
                each.getValue().words(), word(each.getKey()))).toList();
    }

    private String word(String name) {
        Fault fault = now.get(name);
        return fault == null ? "" : fault.word();
    }

    @Override
    public void befall(String name, String word) {
        befall(name, word.isEmpty()
                ? Fault.MEND
                : Fault.find(word).orElseThrow(
                        () -> new IllegalArgumentException("expected one of " + Fault.all() + ", got " + word)));
    }

    /**
     * The same by the fault itself.
     *
     * @throws IllegalArgumentException when there is no such part, or it has no such fault
     */
    public synchronized void befall(String name, Fault fault) {
        Breakable part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException(
                    "expected one of " + String.join(", ", parts.keySet()) + ", got " + name);
        }
        if (fault != Fault.MEND && !part.faults().contains(fault)) {
            throw new IllegalArgumentException("expected " + String.join(" or ", part.words())
                    + " or mend for " + name + ", got " + fault.word());
        }
        part.how().accept(fault);
        if (fault == Fault.MEND) {
            now.remove(name);
        } else {
            now.put(name, fault);
        }
    }

    /** All names, for a person. */
    public synchronized String names() {
        return String.join(", ", parts.keySet());
    }
}
