package org.muster.benchmark.kit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a command costs when all are sent to one mission that has so many deployments already, its state in memory.
 *
 * <p>The load itself makes the history longer, a short one many times a second. So there are many such missions: all commands go
 * to one of them until its history has doubled, then to the next. So that its state is in memory by then, the next one gets a
 * command half-way, which is not measured.
 */
public final class HotMission {

    private static final int FILLED_AT_ONCE = 8;

    /** More than the load can name. */
    private static final long VOLUNTEERS_BEFORE = 50_000_000;

    private HotMission() {}

    /**
     * @param history deployments that a mission has when its turn comes
     * @param commandsMax what can be sent in the time: there are missions for so many
     * @param firstMission where the numbering of missions starts; no other call uses these
     * @param firstVolunteer as with {@link Work}
     */
    public record Request(
            int history,
            int commandsMax,
            int firstMission,
            long firstVolunteer,
            int inFlight,
            int issuers,
            int warmupMillis,
            int windowMillis) {}

    static Measurement run(Subject subject, Request request) throws InterruptedException {
        if (!(subject instanceof AsyncSubject async) || !(subject instanceof ColdReading filling)) {
            throw new IllegalStateException("cannot be given missions with a history");
        }
        List<Mission> missions = IntStream.rangeClosed(0, 1 + request.commandsMax() / request.history())
                .mapToObj(number -> new Mission(Deployment.missionId(request.firstMission() + number), 100_000_000))
                .toList();
        subject.seed(missions);
        try (ExecutorService threads = Executors.newFixedThreadPool(FILLED_AT_ONCE)) {
            missions.forEach(mission -> threads.execute(() -> filling.fill(mission.id(), request.history())));
        }
        InTurn work = new InTurn(missions, request.history(), request.firstVolunteer(), async::deploy);
        // What was never read has to be read from its first event, which is not what is asked here.
        Wake.all(async, missions, request.firstVolunteer() + VOLUNTEERS_BEFORE);
        return Load.run(
                subject,
                work,
                request.inFlight(),
                request.issuers(),
                Duration.ofMillis(request.warmupMillis()),
                Duration.ofMillis(request.windowMillis()));
    }

    /** Commands for one mission after the other. */
    static final class InTurn implements Supplier<Deployment> {

        private final List<Mission> missions;
        private final int each;
        private final Consumer<Deployment> ahead;
        private final AtomicLong volunteers;
        private final AtomicLong next = new AtomicLong();

        /** @param ahead sends a command that nobody measures */
        InTurn(List<Mission> missions, int each, long firstVolunteer, Consumer<Deployment> ahead) {
            this.missions = missions;
            this.each = each;
            this.ahead = ahead;
            this.volunteers = new AtomicLong(firstVolunteer);
        }

        @Override
        public Deployment get() {
            long number = next.getAndIncrement();
            int turn = Math.toIntExact(number / each);
            if (number % each == each / 2) {
                ahead.accept(to(turn + 1));
            }
            return to(turn);
        }

        private Deployment to(int mission) {
            if (mission >= missions.size()) {
                throw new IllegalStateException(
                        "all missions have had their turn: more commands were answered than expected");
            }
            long volunteer = volunteers.getAndIncrement();
            return new Deployment(
                    Work.commandId(Work.mix(volunteer)), missions.get(mission).id(), Deployment.volunteerId(volunteer));
        }
    }
}
