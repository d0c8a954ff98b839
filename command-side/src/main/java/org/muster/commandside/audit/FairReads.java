package org.muster.commandside.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Shares the store among those who read history: each caller reads one page at a time, however many answers it has open, and
 * callers take turns.
 */
final class FairReads {

    private final Semaphore all;
    private final Map<String, Caller> callers = new HashMap<>();

    private static final class Caller {

        private final Semaphore turn = new Semaphore(1, true);
        private int answers;
    }

    /** @param atOnce how many pages are read at a time */
    FairReads(int atOnce) {
        this.all = new Semaphore(atOnce, true);
    }

    /** One caller's answer, until it is closed. */
    final class Answer implements AutoCloseable {

        private final String name;
        private final Caller caller;

        private Answer(String name, Caller caller) {
            this.name = name;
            this.caller = caller;
        }

        /** Reads when it is this caller's turn. */
        <T> T read(Supplier<T> page) {
            caller.turn.acquireUninterruptibly();
            try {
                all.acquireUninterruptibly();
                try {
                    return page.get();
                } finally {
                    all.release();
                }
            } finally {
                caller.turn.release();
            }
        }

        @Override
        public void close() {
            synchronized (callers) {
                if (--caller.answers == 0) {
                    callers.remove(name);
                }
            }
        }
    }

    Answer answer(String name) {
        synchronized (callers) {
            Caller caller = callers.computeIfAbsent(name, one -> new Caller());
            caller.answers++;
            return new Answer(name, caller);
        }
    }
}
