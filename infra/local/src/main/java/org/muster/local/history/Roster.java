package org.muster.local.history;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.muster.events.VolunteerType;

/** Persons who served and may serve again (rule X1: not before they have left). */
final class Roster {

    private static final int FOLLOW_DAYS_MAX = 60;
    private static final int PAUSE_DAYS_MIN = 30;
    private static final int PAUSE_DAYS_MAX = 2_200;
    private static final int AGE_MAX = 63;
    private static final int TRIES_MAX = 15;

    private final List<Past> free = new ArrayList<>();

    private record Past(Person person, String mission, LocalDate separationOn) {

        private long pauseDays(LocalDate entryOnDuty) {
            return ChronoUnit.DAYS.between(separationOn, entryOnDuty);
        }
    }

    void left(Person person, String mission, LocalDate separationOn) {
        free.add(new Past(person, mission, separationOn));
    }

    /** A person who moves on from the preceding mission. */
    Optional<Person> follower(MissionPlan mission, String predecessor, VolunteerType type, LocalDate entryOnDuty) {
        for (int i = free.size() - 1; i >= 0; i--) {
            Past past = free.get(i);
            long pause = past.pauseDays(entryOnDuty);
            if (past.mission().equals(predecessor)
                    && pause >= 0
                    && pause <= FOLLOW_DAYS_MAX
                    && fits(mission, type, past.person(), entryOnDuty)) {
                return Optional.of(take(i));
            }
        }
        return Optional.empty();
    }

    /** A person who served some months or years ago in another mission. */
    Optional<Person> returner(MissionPlan mission, VolunteerType type, LocalDate entryOnDuty, Random random) {
        for (int i = 0; i < TRIES_MAX && !free.isEmpty(); i++) {
            int at = random.nextInt(free.size());
            Past past = free.get(at);
            long pause = past.pauseDays(entryOnDuty);
            if (!past.mission().equals(mission.acronym())
                    && pause >= PAUSE_DAYS_MIN
                    && pause <= PAUSE_DAYS_MAX
                    && fits(mission, type, past.person(), entryOnDuty)) {
                return Optional.of(take(at));
            }
        }
        return Optional.empty();
    }

    private Person take(int at) {
        Past last = free.removeLast();
        return at == free.size() ? last.person() : free.set(at, last).person();
    }

    /** Rule X6, and an age at which the programme still deploys. */
    private static boolean fits(MissionPlan mission, VolunteerType type, Person person, LocalDate entryOnDuty) {
        return isEligible(mission, type, person) && ChronoUnit.YEARS.between(person.birthDate(), entryOnDuty) < AGE_MAX;
    }

    /** Rule X6. */
    static boolean isEligible(MissionPlan mission, VolunteerType type, Person person) {
        boolean national = mission.countries().contains(person.nationality());
        boolean resident = person.residence().map(mission.countries()::contains).orElse(false);
        return switch (type) {
            case INTERNATIONAL -> !national && !resident;
            case NATIONAL -> national || resident;
        };
    }
}
