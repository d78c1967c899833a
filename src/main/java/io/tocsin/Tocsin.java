package io.tocsin;

import io.tocsin.cli.Commands;
import io.tocsin.cli.TocsinCommand;

/** The command line's entry. */
public final class Tocsin {
    private Tocsin() {}

    /**
     * Runs one command and exits with its code.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        System.exit(TocsinCommand.with(Commands.all()).execute(args));
    }
}
