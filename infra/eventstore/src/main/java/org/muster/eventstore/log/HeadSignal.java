package org.muster.eventstore.log;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The highest position that is known to be durable. It only grows, and wakes readers that wait for more. */
public final class HeadSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final CopyOnWriteArrayList<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private volatile long head;
    private boolean closed;

    public HeadSignal(long head) {
        this.head = head;
    }

    public long head() {
        return head;
    }

    public void advance(long position) {
        if (position <= head) {
            return;
        }
        lock.lock();
        try {
            if (position <= head) {
                return;
            }
            head = position;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        callbacks.forEach(Runnable::run);
    }

    /** @return true as soon as the head is beyond the position; false when it is not within the time, or on close */
    boolean awaitAfter(long position, long timeoutNanos) throws InterruptedException {
        if (head > position) {
            return true;
        }
        lock.lock();
        try {
            long left = Math.min(timeoutNanos, TimeUnit.DAYS.toNanos(1));
            while (head <= position && left > 0 && !closed) {
                left = moved.awaitNanos(left);
            }
            return head > position;
        } finally {
            lock.unlock();
        }
    }

    /** @param callback runs on whichever thread moves the head: must return at once */
    Runnable onMove(Runnable callback) {
        callbacks.add(callback);
        return () -> callbacks.remove(callback);
    }

    public void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        callbacks.forEach(Runnable::run);
    }
}
