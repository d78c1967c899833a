package io.tocsin.cli.client;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * How far something is: a bar that is drawn over itself on a terminal, a plain line now and then
 * elsewhere.
 */
public final class Bar {
    private static final int WIDTH = 30;
    private static final long PLAIN_EVERY_NANOS = 2_000_000_000L;
    private static final long DRAWN_EVERY_NANOS = 100_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final String what;
    private long last = Long.MIN_VALUE;
    private int drawn;
    private String said = "";

    /**
     * A bar.
     *
     * @param what is measured, as {@code submitted}
     * @param terminal whether it may be drawn over
     */
    public Bar(PrintWriter out, String what, boolean terminal) {
        this.out = out;
        this.what = what;
        this.terminal = terminal;
    }

    /** Whether output goes to a terminal. */
    @SuppressWarnings("SystemConsoleNull") // its documentation still allows null, and NullAway believes it
    public static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Shows how far it is, unless it just did. */
    public void show(long done, long all, String more) {
        long now = System.nanoTime();
        if (last == Long.MIN_VALUE || now - last >= (terminal ? DRAWN_EVERY_NANOS : PLAIN_EVERY_NANOS)) {
            last = now;
            print(done, all, more, false);
        }
    }

    /** Shows the end. */
    public void end(long done, long all, String more) {
        print(done, all, more, true);
    }

    /** Ends the line that is drawn over, as something else is to be printed. */
    void interrupt() {
        if (terminal && drawn > 0) {
            out.println();
            drawn = 0;
        }
    }

    private void print(long done, long all, String more, boolean end) {
        double share = all <= 0 ? 1 : Math.min(1, (double) done / all);
        String text = String.format(Locale.ROOT, "%s %,d of %,d (%.0f %%) %s", what, done, all, share * 100, more)
                .strip();
        if (!terminal) {
            // The end may have been shown already.
            if (!text.equals(said)) {
                out.println(text);
            }
            said = text;
        } else {
            int full = (int) (share * WIDTH);
            String line = "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + text;
            out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())) + (end ? "\n" : ""));
            drawn = line.length();
        }
        out.flush();
    }
}
