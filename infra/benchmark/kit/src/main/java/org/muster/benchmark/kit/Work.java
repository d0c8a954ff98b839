package org.muster.benchmark.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A supply of commands. Each names a volunteer who was never deployed before, and a mission drawn pseudo-randomly: in
 * turn would keep commands in flight on different missions and so hide the conflicts that a real load has.
 */
public final class Work implements Supplier<Deployment> {

    /** More posts than the load can fill. */
    private static final int CEILING = 100_000_000;

    private static final int RACE_MISSIONS = 40;
    private static final int RACE_CEILING = 20;
    private static final int RACE_VOLUNTEERS = 1_000;
    private static final long RACE_FIRST_VOLUNTEER = 900_000_000L;

    private final List<Mission> missions;
    private final AtomicLong next;
    private final long end;

    /**
     * @param firstVolunteer where numbering starts, so that two processes never name the same volunteer
     * @param count of commands, after which {@link #get} returns null
     */
    public Work(List<Mission> missions, long firstVolunteer, long count) {
        this.missions = List.copyOf(missions);
        this.next = new AtomicLong(firstVolunteer);
        this.end = Math.addExact(firstVolunteer, count);
    }

    /** Never ends. */
    public Work(List<Mission> missions, long firstVolunteer) {
        this(missions, firstVolunteer, Long.MAX_VALUE / 2);
    }

    @Override
    public Deployment get() {
        long volunteer = next.getAndIncrement();
        if (volunteer >= end) {
            return null;
        }
        long mixed = mix(volunteer);
        Mission mission = missions.get((int) Long.remainderUnsigned(mixed, missions.size()));
        return new Deployment(commandId(mixed), mission.id(), Deployment.volunteerId(volunteer));
    }

    /** The missions of the load. */
    public static List<Mission> missions(int count) {
        return missions(0, count, CEILING);
    }

    /** Missions that no load names, for instance to be read with nothing in memory. */
    static List<Mission> missions(int first, int count, int ceiling) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> new Mission(Deployment.missionId(number), ceiling))
                .toList();
    }

    /** Missions with few posts, over which commands race. */
    static List<Mission> raceMissions() {
        return missions(1000, RACE_MISSIONS, RACE_CEILING);
    }

    /**
     * More volunteers than posts, and each sent to two missions. The two commands of a volunteer follow each other, so that
     * they are in flight together.
     */
    static List<Deployment> race() {
        List<Mission> missions = raceMissions();
        List<Deployment> commands = new ArrayList<>();
        for (long volunteer = RACE_FIRST_VOLUNTEER; volunteer < RACE_FIRST_VOLUNTEER + RACE_VOLUNTEERS; volunteer++) {
            long mixed = mix(volunteer);
            int one = (int) Long.remainderUnsigned(mixed, missions.size());
            int other = (one + 1 + (int) ((mixed >>> 33) % (missions.size() - 1))) % missions.size();
            for (int mission : new int[] {one, other}) {
                commands.add(new Deployment(
                        commandId(mixed + mission), missions.get(mission).id(), Deployment.volunteerId(volunteer)));
            }
        }
        return commands;
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
