package org.muster.local;

import java.time.Duration;
import java.util.Locale;
import org.muster.local.load.LoadProgress;

/** The progress of the load in one line. */
final class ProgressLine {

    private static final int WIDTH = 30;

    private ProgressLine() {}

    /**
     * For instance {@code [=========>          ] 45 %  34,000 of 77,000 commands  1,800/s  24 s left}.
     *
     * @param elapsed since the load began
     */
    static String of(LoadProgress progress, Duration elapsed) {
        return switch (progress.phase()) {
            case WAITING -> "Waiting to load the history";
            case LOADING ->
                loading(progress.found(), progress.sent(), Math.max(progress.total(), 1), elapsed.toMillis() / 1000.0);
            case PROJECTING -> "All commands are recorded; the reports catch up";
            case READY -> "The history is loaded";
            case FAILED -> "The history could not be loaded";
        };
    }

    static String loading(long found, long sent, long total, double seconds) {
        long done = found + sent;
        int filled = Math.toIntExact(done * WIDTH / total);
        String bar = "=".repeat(filled) + (filled < WIDTH ? ">" + " ".repeat(WIDTH - filled - 1) : "");
        String counts =
                String.format(Locale.ROOT, "[%s] %3d %%  %,d of %,d commands", bar, done * 100 / total, done, total);
        if (sent == 0 || seconds <= 0) {
            return counts;
        }
        double rate = sent / seconds;
        return counts
                + String.format(Locale.ROOT, "  %,.0f/s  %s left", rate, inWords(Math.round((total - done) / rate)));
    }

    private static String inWords(long seconds) {
        return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
