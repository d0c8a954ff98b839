package org.muster.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.muster.local.load.LoadProgress;
import org.muster.local.load.LoadResult;

/** Shows the progress of the load: on a terminal in one line that is overwritten, elsewhere in a new line every few seconds. */
final class ProgressDisplay {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(3);
    private static final String OVERWRITE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;

    ProgressDisplay(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Waits for the result of the load and returns it. */
    LoadResult follow(LoadProgress progress, CompletableFuture<LoadResult> loaded)
            throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        Duration pause = terminal ? ON_TERMINAL : ELSEWHERE;
        while (true) {
            try {
                LoadResult result = loaded.get(pause.toMillis(), TimeUnit.MILLISECONDS);
                if (terminal) {
                    out.print(OVERWRITE);
                }
                return result;
            } catch (TimeoutException e) {
                show(ProgressLine.of(progress, Duration.ofNanos(System.nanoTime() - begun)));
            }
        }
    }

    private void show(String line) {
        if (terminal) {
            out.print(OVERWRITE + line);
        } else {
            out.println(line);
        }
        out.flush();
    }
}
