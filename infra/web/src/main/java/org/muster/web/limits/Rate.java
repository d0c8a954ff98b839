package org.muster.web.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How much each of many keys may use up in a time: so much a second on average, and that much at once after a second of
 * rest. Remembers the keys that were active last, so a flood of new ones costs a bounded amount of memory.
 */
public final class Rate {

    private static final int KEYS_MAX = 20_000;
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    /** By key: when everything that it has used would be paid back. */
    private final Cache<String, AtomicLong> paidAt = Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    private final long costNanos;
    private final LongSupplier nanos;

    /** @param perSecond at least 1 */
    public Rate(int perSecond) {
        this(perSecond, System::nanoTime);
    }

    Rate(int perSecond, LongSupplier nanos) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("a rate of " + perSecond + " would let nobody in");
        }
        this.costNanos = SECOND_NANOS / perSecond;
        this.nanos = nanos;
    }

    /** Takes this much, unless the key has too little left. */
    public boolean tryTake(String key, int amount) {
        long now = nanos.getAsLong();
        AtomicLong debt = paidAt.get(key, unknown -> new AtomicLong(now));
        while (true) {
            long before = debt.get();
            long from = before - now > 0 ? before : now;
            if (from - now + costNanos > SECOND_NANOS) {
                return false;
            }
            if (debt.compareAndSet(before, from + amount * costNanos)) {
                return true;
            }
        }
    }

    /** Takes this much, whatever is left. */
    public void charge(String key, int amount) {
        long now = nanos.getAsLong();
        paidAt.get(key, unknown -> new AtomicLong(now))
                .updateAndGet(before -> (before - now > 0 ? before : now) + amount * costNanos);
    }
}
