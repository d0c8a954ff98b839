package org.muster.benchmark.kit;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * An endless supply of commands. Each names a volunteer who was never deployed before, and a mission drawn pseudo-randomly: in
 * turn would keep commands in flight on different missions and so hide the conflicts that a real load has.
 */
public final class Work implements Supplier<Deployment> {

    private final List<Mission> missions;
    private final AtomicLong next;

    /** @param firstVolunteer where numbering starts, so that two processes never name the same volunteer */
    public Work(List<Mission> missions, long firstVolunteer) {
        this.missions = List.copyOf(missions);
        this.next = new AtomicLong(firstVolunteer);
    }

    @Override
    public Deployment get() {
        long volunteer = next.getAndIncrement();
        long mixed = mix(volunteer);
        Mission mission = missions.get((int) Long.remainderUnsigned(mixed, missions.size()));
        return new Deployment(commandId(mixed), mission.id(), Deployment.volunteerId(volunteer));
    }

    /** A UUID that grows with time (version 7), as callers who care for an index would send. */
    static UUID commandId(long random) {
        long high = System.currentTimeMillis() << 16 | 0x7000L | (random & 0xfffL);
        long low = 0x8000000000000000L | (mix(random ^ System.nanoTime()) >>> 2);
        return new UUID(high, low);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every input bit changes half of the output bits. */
    static long mix(long z) {
        z += 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
