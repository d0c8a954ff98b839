package org.muster.messaging;

import org.springframework.context.SmartLifecycle;

/**
 * Stops at the same time as the others of its phase. Each may wait for a database that is unavailable, and one after the other
 * they would take as long as all of them together.
 */
public interface ParallelStop extends SmartLifecycle {

    @Override
    default void stop(Runnable stopped) {
        Thread.ofVirtual().name("stop-" + getClass().getSimpleName()).start(() -> {
            try {
                stop();
            } finally {
                stopped.run();
            }
        });
    }
}
