package org.muster.commandside.adapter.bulk;

/**
 * Waits of one thread that go on to their end though it is interrupted: who reads an upload may not leave before the last
 * answer is given. The interruption is kept and {@linkplain #passOn() passed on}. Used by one thread only.
 */
final class FinishedWaits {

    private boolean interrupted;

    /** A wait that may be interrupted, and is begun anew if it is. */
    @FunctionalInterface
    interface Wait {
        void once() throws InterruptedException;
    }

    /** Waits to the end. */
    void finish(Wait wait) {
        boolean finished = false;
        while (!finished) {
            try {
                wait.once();
                finished = true;
            } catch (InterruptedException e) {
                interrupted();
            }
        }
    }

    /** Keeps an interruption that its caller caught. */
    void interrupted() {
        interrupted = true;
    }

    /** Interrupts the thread again if it was interrupted meanwhile. */
    void passOn() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
