package io.tocsin.send.voice.dialog;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dialogs that calls may hold. What was published under a name and version stays as it was:
 * other content is refused. The latest few versions of each are kept, for calls that began with
 * them.
 */
public final class PublishedDialogs {
    private static final int MOST_NAMES = 500;
    private static final int VERSIONS = 5;

    private final Seals seals;
    private final Map<String, NavigableMap<Integer, Dialog>> dialogs = new ConcurrentHashMap<>();
    /** Versions that no new call begins with, by name. */
    private final Map<String, Set<Integer>> withdrawn = new ConcurrentHashMap<>();

    /**
     * None at first.
     *
     * @param seals what was published before
     */
    public PublishedDialogs(Seals seals) {
        this.seals = seals;
    }

    /**
     * Publishes a dialog, for the first time or again.
     *
     * @param dialog the dialog
     * @throws IllegalArgumentException when it is a draft, when its version was published with other
     *             content, or when there are too many
     */
    public void publish(Dialog dialog) {
        String what = dialog.name() + " version " + dialog.version();
        if (dialog.draft()) {
            throw new IllegalArgumentException("got " + what + ", which is a draft, expected a finished dialog");
        }
        if (!dialogs.containsKey(dialog.name()) && dialogs.size() >= MOST_NAMES) {
            throw new IllegalArgumentException("got one more dialog, " + what + ", expected at most " + MOST_NAMES);
        }
        String sealed = seals.seal(dialog.name(), dialog.version(), dialog.sha256());
        if (!sealed.equals(dialog.sha256())) {
            throw new IllegalArgumentException("got " + what + " with the hash " + dialog.sha256()
                    + ", expected " + sealed + ", with which it was published; a change needs a new version");
        }
        dialogs.merge(dialog.name(), new TreeMap<>(Map.of(dialog.version(), dialog)), PublishedDialogs::newest);
    }

    private static NavigableMap<Integer, Dialog> newest(Map<Integer, Dialog> before, Map<Integer, Dialog> added) {
        NavigableMap<Integer, Dialog> all = new TreeMap<>(before);
        all.putAll(added);
        while (all.size() > VERSIONS) {
            all.pollFirstEntry();
        }
        return all;
    }

    /**
     * The dialog that new calls hold.
     *
     * @param name as a playbook's voice step names it
     * @return its highest published version that was not withdrawn, empty when there is none
     */
    public Optional<Dialog> latest(String name) {
        Set<Integer> no = withdrawn.getOrDefault(name, Set.of());
        return Optional.ofNullable(dialogs.get(name)).flatMap(versions -> versions.descendingMap().values().stream()
                .filter(dialog -> !no.contains(dialog.version())).findFirst());
    }

    /**
     * No new call begins with those versions of a dialog, and with none else that was withdrawn before.
     * Calls that began with one go on.
     */
    public void withdraw(String name, Set<Integer> versions) {
        withdrawn.put(name, Set.copyOf(versions));
    }

    /**
     * The dialog of a call that began with it.
     *
     * @param name its name
     * @param version its version
     * @return empty when it is not, or no longer, here
     */
    public Optional<Dialog> find(String name, int version) {
        return Optional.ofNullable(dialogs.get(name)).map(versions -> versions.get(version));
    }

    /** The dialogs that new calls hold, one of each name. */
    public List<Dialog> latest() {
        return dialogs.keySet().stream().flatMap(name -> latest(name).stream()).toList();
    }
}
