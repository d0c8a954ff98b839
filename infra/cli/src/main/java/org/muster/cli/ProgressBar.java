package org.muster.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** A line on a terminal that shows how far something is; elsewhere it prints nothing. */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 40;
    private static final long NANOS_BETWEEN = 100_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final long total;
    private final PrintWriter err;
    private final boolean shown;
    private long done;
    private long printedAt = System.nanoTime();

    ProgressBar(long total, PrintWriter err) {
        this.total = total;
        this.err = err;
        Console console = System.console();
        this.shown = console != null && console.isTerminal();
    }

    void step() {
        done++;
        if (shown && System.nanoTime() - printedAt >= NANOS_BETWEEN) {
            printedAt = System.nanoTime();
            int filled = (int) (WIDTH * done / Math.max(1, total));
            err.print(CLEAR + "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled)
                    + String.format(Locale.ROOT, "] %,d of %,d", done, total));
            err.flush();
        }
    }

    /** Makes room for a line of something else. */
    void clear() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
