package org.muster.commandside.audit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.muster.commandside.adapter.axon.history.History;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Readers that wait for what is recorded next. An answer that is followed has no end of its own, so at the beginning of an orderly stop
 * all of them end: the web server, which waits for open answers, would wait for these in vain.
 */
@Component
class Followers {

    private final History history;
    private final Set<Thread> waiting = new HashSet<>();
    private boolean ended;

    Followers(History history) {
        this.history = history;
    }

    /** What a follower has waited for. */
    enum Next {
        EVENT,
        /** Nothing in time. */
        NOTHING,
        /** There will be nothing more: this process stops. */
        END
    }

    /** Waits until there is an event after the position, but not for longer than this. */
    Next await(long position, Duration timeout) throws InterruptedException {
        Thread reader = Thread.currentThread();
        synchronized (waiting) {
            if (ended) {
                return Next.END;
            }
            waiting.add(reader);
        }
        boolean moved = false;
        InterruptedException interrupted = null;
        try {
            moved = history.awaitAfter(position, timeout);
        } catch (InterruptedException e) {
            interrupted = e;
        }
        synchronized (waiting) {
            waiting.remove(reader);
            if (ended) {
                // It was meant for the wait, and may have come after it.
                Thread.interrupted();
                return Next.END;
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        return moved ? Next.EVENT : Next.NOTHING;
    }

    /** Ends all that wait now or later. Only a wait is interrupted, never a read of the store or a write to the reader. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        synchronized (waiting) {
            ended = true;
            waiting.forEach(Thread::interrupt);
        }
    }
}
