package org.muster.messaging.leadership;

import java.time.Duration;

/**
 * Lets one of several processes publish. It saves the others futile work; it is not what keeps publication exactly once:
 * two who both believe that they lead are kept apart by Kafka's fencing.
 */
public interface LeaderLock extends AutoCloseable {

    /** For a process that has no rivals. */
    LeaderLock ALWAYS = new LeaderLock() {
        @Override
        public boolean tryAcquire(Duration timeout) {
            return true;
        }

        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    };

    /** Waits for leadership; true at once if this already leads. False: somebody else leads, or nobody can tell. */
    boolean tryAcquire(Duration timeout) throws InterruptedException;

    /** Whether this still leads, as far as it knows. */
    boolean isHeld();

    /** Gives leadership up, so that another gets it at once; it can be acquired again. */
    @Override
    void close();
}
