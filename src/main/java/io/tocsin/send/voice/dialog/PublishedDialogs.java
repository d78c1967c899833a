package io.tocsin.send.voice.dialog;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The dialogs that calls may hold. What was published under a name and version stays as it was:
 * other content is refused. Of each name there is always one version that new calls begin with; it
 * and the latest few others are kept.
 */
public final class PublishedDialogs {
    private static final int MOST_NAMES = 500;
    /** Kept of each name, the one that new calls begin with among them. */
    private static final int VERSIONS = 5;

    private final Seals seals;
    private final Map<String, Shelf> dialogs = new ConcurrentHashMap<>();

    /**
     * The versions of one name.
     *
     * @param versions those that are kept
     * @param current the one of them that new calls begin with
     */
    private record Shelf(NavigableMap<Integer, Dialog> versions, int current) {
        Shelf with(Dialog dialog) {
            NavigableMap<Integer, Dialog> all = new TreeMap<>(versions);
            all.put(dialog.version(), dialog);
            return new Shelf(all, current);
        }

        Shelf beginningWith(int version) {
            return new Shelf(versions, version);
        }

        /** Without the oldest that are too many; never without the current one. */
        Shelf bounded() {
            NavigableMap<Integer, Dialog> kept = new TreeMap<>(versions);
            while (kept.size() > VERSIONS) {
                kept.keySet().stream().filter(version -> version != current).findFirst().ifPresent(kept::remove);
            }
            return new Shelf(kept, current);
        }
    }

    /**
     * None at first.
     *
     * @param seals what was published before
     */
    public PublishedDialogs(Seals seals) {
        this.seals = seals;
    }

    /**
     * Publishes a dialog, for the first time or again; new calls begin with it if its version is the
     * highest.
     *
     * @param dialog the dialog
     * @throws IllegalArgumentException when it is a draft, when its version was published with other
     *             content, or when there are too many
     */
    public void publish(Dialog dialog) {
        keep(dialog);
        if (current(dialog.name()).filter(now -> now.version() < dialog.version()).isPresent()) {
            begin(dialog);
        }
    }

    /**
     * Publishes a dialog without having new calls begin with it, unless it is the only one of its name.
     *
     * @param dialog the dialog
     * @throws IllegalArgumentException as {@link #publish}
     */
    public void keep(Dialog dialog) {
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
        dialogs.compute(dialog.name(), (_, shelf) -> onto(shelf, dialog));
    }

    private static Shelf onto(@Nullable Shelf shelf, Dialog dialog) {
        return shelf == null
                ? new Shelf(new TreeMap<>(Map.of(dialog.version(), dialog)), dialog.version())
                : shelf.with(dialog).bounded();
    }

    /**
     * From now on new calls begin with that dialog, until another takes its place; those that began
     * with another go on.
     *
     * @param dialog one that was published, however long ago
     * @throws IllegalArgumentException as {@link #publish}
     */
    public void begin(Dialog dialog) {
        keep(dialog);
        dialogs.computeIfPresent(dialog.name(),
                (_, shelf) -> shelf.with(dialog).beginningWith(dialog.version()).bounded());
    }

    /**
     * The dialog that new calls begin with.
     *
     * @param name as a playbook's voice step names it
     * @return empty when nothing was published under that name
     */
    public Optional<Dialog> current(String name) {
        return Optional.ofNullable(dialogs.get(name)).map(shelf -> shelf.versions().get(shelf.current()));
    }

    /**
     * The dialog of a call that began with it.
     *
     * @param name its name
     * @param version its version
     * @return empty when it is not, or no longer, here
     */
    public Optional<Dialog> find(String name, int version) {
        return Optional.ofNullable(dialogs.get(name)).map(shelf -> shelf.versions().get(version));
    }

    /**
     * The hash with which a version was published, however long ago; empty when it never was. May
     * block.
     */
    public Optional<String> sha256(String name, int version) {
        return find(name, version).map(Dialog::sha256).or(() -> seals.sealed(name, version));
    }

    /** The dialogs that new calls begin with, one of each name. */
    public List<Dialog> current() {
        return dialogs.keySet().stream().flatMap(name -> current(name).stream()).toList();
    }
}
