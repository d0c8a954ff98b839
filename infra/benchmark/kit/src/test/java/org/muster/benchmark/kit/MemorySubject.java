package org.muster.benchmark.kit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps deployments in memory and the rules only where it is told to. */
final class MemorySubject implements AsyncSubject {

    private final boolean honest;
    private final Map<String, Integer> free = new ConcurrentHashMap<>();
    private final Set<String> deployed = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Deployment> stored = new ConcurrentLinkedQueue<>();

    MemorySubject(boolean honest) {
        this.honest = honest;
    }

    @Override
    public void seed(List<Mission> missions) {
        missions.forEach(mission -> free.put(mission.id(), mission.ceiling()));
    }

    @Override
    public synchronized CompletionStage<Outcome> deploy(Deployment command) {
        if (honest) {
            int posts = free.getOrDefault(command.missionId(), 0);
            if (posts == 0 || !deployed.add(command.volunteerId())) {
                return CompletableFuture.completedFuture(Outcome.refused(0));
            }
            free.put(command.missionId(), posts - 1);
        }
        stored.add(command);
        return CompletableFuture.completedFuture(Outcome.accepted(1));
    }

    @Override
    public void count(Census census) {
        stored.forEach(command -> census.add(command.missionId(), command.volunteerId()));
    }

    @Override
    public void close() {
        stored.clear();
    }
}
