package org.muster.local.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.events.VolunteerType;

/** Shares the missions among streams: missions that follow one another stay together, the streams are about equal. */
final class Families {

    private Families() {}

    static List<List<MissionPlan>> shared(List<MissionPlan> missions, int streams) {
        List<List<MissionPlan>> shares = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            shares.add(new ArrayList<>());
        }
        families(missions).stream()
                .sorted(Comparator.comparingLong(Families::weight).reversed())
                .forEach(family -> shares.stream()
                        .min(Comparator.comparingLong(Families::weight))
                        .orElseThrow()
                        .addAll(family));
        return shares;
    }

    private static List<List<MissionPlan>> families(List<MissionPlan> missions) {
        Map<String, String> predecessors = new HashMap<>();
        missions.forEach(
                mission -> mission.predecessor().ifPresent(before -> predecessors.put(mission.acronym(), before)));
        Map<String, List<MissionPlan>> families = new LinkedHashMap<>();
        for (MissionPlan mission : missions) {
            String first = mission.acronym();
            while (predecessors.containsKey(first)) {
                first = predecessors.get(first);
            }
            families.computeIfAbsent(first, name -> new ArrayList<>()).add(mission);
        }
        return List.copyOf(families.values());
    }

    /** Volunteer-days, roughly: the load's time grows with them. */
    private static long weight(List<MissionPlan> missions) {
        long weight = 0;
        for (MissionPlan mission : missions) {
            for (var day = mission.startedOn(); day.isBefore(Archive.HORIZON); day = day.plusMonths(1)) {
                for (VolunteerType type : VolunteerType.values()) {
                    weight += mission.target(type, day);
                }
            }
        }
        return weight;
    }
}
