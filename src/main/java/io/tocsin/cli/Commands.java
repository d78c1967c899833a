package io.tocsin.cli;

import io.tocsin.access.ApiKey;
import java.util.List;

/** The commands there are. */
public final class Commands {
    private Commands() {}

    /**
     * One of each.
     *
     * @return in the order help lists them
     */
    public static List<Object> all() {
        return List.of(new CheckCommand(ConfigOption.reader(), List.of()), new KeyCommand(ApiKey::fresh),
                new SubmitCommand(), new SimulateCommand());
    }
}
