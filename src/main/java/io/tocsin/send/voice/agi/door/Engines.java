package io.tocsin.send.voice.agi.door;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.talk.Engine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engines of the dialogs that calls have now, one by name: what an engine finds out about its
 * dialog is the same for every call. Safe for use by several threads.
 */
final class Engines {
    /** More than any site has dialogs; those of names that are no more go with all others. */
    private static final int MOST = 256;

    private final Map<String, Engine> byName = new ConcurrentHashMap<>();

    /** The engine of that very dialog; one of another version of its name is forgotten for it. */
    @SuppressWarnings("ReferenceEquality") // comparing all that is said in them would cost more than is saved
    Engine of(Dialog dialog) {
        Engine known = byName.get(dialog.name());
        if (known != null && known.dialog() == dialog) {
            return known;
        }
        if (byName.size() >= MOST) {
            byName.clear();
        }
        Engine made = new Engine(dialog);
        byName.put(dialog.name(), made);
        return made;
    }
}
