package org.muster.benchmark.kit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Counts what is stored, to say afterwards whether the rules held. Not for use by several threads. */
public final class Census {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Integer> byMission = new HashMap<>();
    private final Map<String, Integer> byVolunteer = new HashMap<>();
    private long total;

    /** Counts one stored deployment. */
    public void add(String missionId, String volunteerId) {
        byMission.merge(missionId, 1, Integer::sum);
        byVolunteer.merge(volunteerId, 1, Integer::sum);
        total++;
    }

    /** Counts one stored {@link VolunteerDeployed} in JSON. */
    public void addJson(String json) {
        VolunteerDeployed event = JSON.readValue(json, VolunteerDeployed.class);
        add(event.missionId(), event.volunteerId());
    }

    /** All stored deployments. */
    public long total() {
        return total;
    }

    /** Rule X2: how many of the missions hold more than their ceiling. */
    public long exceededCeilings(List<Mission> missions) {
        return missions.stream()
                .filter(mission -> byMission.getOrDefault(mission.id(), 0) > mission.ceiling())
                .count();
    }

    /** How many deployments the missions hold together. */
    public long deployedIn(List<Mission> missions) {
        return missions.stream()
                .mapToLong(mission -> byMission.getOrDefault(mission.id(), 0))
                .sum();
    }

    /** Rule X1: how many volunteers are deployed twice or more. */
    public long deployedTwice() {
        return byVolunteer.values().stream().filter(count -> count > 1).count();
    }
}
