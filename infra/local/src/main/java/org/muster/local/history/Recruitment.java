package org.muster.local.history;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.volunteer.Gender;

/** Generates persons and their tasks. Its only state is the numbers that it has given out. */
final class Recruitment {

    private static final LocalDate FIRST_REGISTRATION = LocalDate.of(1992, 1, 2);
    private static final int YOUTH_SINCE = 2014;
    private static final int EXPERTS_SINCE = 2021;
    private static final int EXPERT_AGE_MIN = 35;
    private static final int YOUTH_AGE_MAX = 26;

    private final int stream;
    private final List<String> countries;
    private final List<String> weighted = new ArrayList<>();
    private int persons;

    Recruitment(int stream, SequencedMap<String, Integer> nationalities) {
        this.stream = stream;
        this.countries = List.copyOf(nationalities.keySet());
        nationalities.forEach((country, weight) -> {
            for (int i = 0; i < weight; i++) {
                weighted.add(country);
            }
        });
    }

    /** A new person who fits the category (rule X6). */
    Person recruit(MissionPlan mission, Category category, LocalDate entryOnDuty, int nth, Random random) {
        String home = mission.countries().get(random.nextInt(mission.countries().size()));
        boolean refugee = category == Category.REFUGEE;
        boolean foreign = category.type() == VolunteerType.INTERNATIONAL || refugee;
        String nationality = foreign ? foreign(mission, nth, random) : home;
        Optional<String> residence = refugee ? Optional.of(home) : Optional.empty();
        LocalDate registered = entryOnDuty.minusDays(20L + random.nextInt(160));
        return new Person(
                stream,
                persons++,
                nationality,
                residence,
                gender(entryOnDuty.getYear(), random),
                birthDate(category, entryOnDuty, random),
                registered.isBefore(FIRST_REGISTRATION) ? FIRST_REGISTRATION : registered);
    }

    private String foreign(MissionPlan mission, int nth, Random random) {
        if (mission.nationalities().isPresent()) {
            int many = mission.nationalities().get();
            return countries.get(nth < many ? nth : random.nextInt(many));
        }
        while (true) {
            String country = weighted.get(random.nextInt(weighted.size()));
            if (!mission.countries().contains(country)) {
                return country;
            }
        }
    }

    /** The category of a new person: the names that the programme used in that year. */
    Category category(VolunteerType type, int year, Random random) {
        int percent = random.nextInt(100);
        boolean youth = year >= YOUTH_SINCE && percent < 9;
        boolean university = year >= YOUTH_SINCE && percent == 9;
        boolean expert = year >= EXPERTS_SINCE && percent >= 10 && percent < 16;
        boolean community = year >= EXPERTS_SINCE && percent >= 16 && percent < 28;
        boolean refugee = year >= EXPERTS_SINCE && percent >= 28 && percent < 32;
        return switch (type) {
            case INTERNATIONAL ->
                youth
                        ? Category.INTERNATIONAL_YOUTH
                        : university
                                ? Category.INTERNATIONAL_UNIVERSITY
                                : expert ? Category.INTERNATIONAL_EXPERT : Category.INTERNATIONAL_SPECIALIST;
            case NATIONAL -> {
                if (youth) {
                    yield Category.NATIONAL_YOUTH;
                }
                if (university) {
                    yield Category.NATIONAL_UNIVERSITY;
                }
                if (community) {
                    yield Category.COMMUNITY;
                }
                if (refugee) {
                    yield Category.REFUGEE;
                }
                yield expert ? Category.NATIONAL_EXPERT : Category.NATIONAL_SPECIALIST;
            }
        };
    }

    /** The category of a person who served before: youth and students come back as specialists. */
    Category categoryAgain(VolunteerType type, Person person, LocalDate entryOnDuty, Random random) {
        boolean expert = entryOnDuty.getYear() >= EXPERTS_SINCE
                && ChronoUnit.YEARS.between(person.birthDate(), entryOnDuty) >= EXPERT_AGE_MIN
                && random.nextInt(100) < 15;
        return switch (type) {
            case INTERNATIONAL -> expert ? Category.INTERNATIONAL_EXPERT : Category.INTERNATIONAL_SPECIALIST;
            case NATIONAL -> expert ? Category.NATIONAL_EXPERT : Category.NATIONAL_SPECIALIST;
        };
    }

    private static LocalDate birthDate(Category category, LocalDate entryOnDuty, Random random) {
        int age = switch (category) {
            case INTERNATIONAL_YOUTH, INTERNATIONAL_UNIVERSITY, NATIONAL_YOUTH, NATIONAL_UNIVERSITY ->
                20 + random.nextInt(YOUTH_AGE_MAX - 20);
            case INTERNATIONAL_EXPERT, NATIONAL_EXPERT -> EXPERT_AGE_MIN + random.nextInt(25);
            case INTERNATIONAL_SPECIALIST, NATIONAL_SPECIALIST, COMMUNITY, REFUGEE ->
                27 + random.nextInt(16) + random.nextInt(16);
        };
        return entryOnDuty.minusYears(age).minusDays(1L + random.nextInt(360));
    }

    /** The share of women grows from 28 % in 1992 to 48 % in 2026. */
    private static Gender gender(int year, Random random) {
        int perMille = random.nextInt(1000);
        if (perMille < 2) {
            return Gender.OTHER;
        }
        if (perMille < 6) {
            return Gender.UNDISCLOSED;
        }
        return perMille < 286 + (year - 1992) * 6 ? Gender.FEMALE : Gender.MALE;
    }

    ServiceArea area(Map<ServiceArea, Integer> weights, Random random) {
        int total = weights.values().stream().mapToInt(Integer::intValue).sum();
        int at = random.nextInt(total);
        for (ServiceArea area : ServiceArea.values()) {
            at -= weights.get(area);
            if (at < 0) {
                return area;
            }
        }
        throw new IllegalStateException("the weights of the service areas do not add up");
    }

    Expertise expertise(ServiceArea area, Random random) {
        int percent = random.nextInt(100);
        return switch (area) {
            case EMERGENCY_HEALTH -> percent < 80 ? Expertise.MEDICAL : Expertise.LOGISTICAL;
            case OPERATIONS_TECHNICAL_SUPPORT ->
                percent < 50 ? Expertise.TECHNICAL : percent < 85 ? Expertise.LOGISTICAL : Expertise.ADMINISTRATIVE;
            case EMERGENCY_RELIEF, HUMANITARIAN_ASSISTANCE ->
                percent < 45 ? Expertise.LOGISTICAL : percent < 80 ? Expertise.ADMINISTRATIVE : Expertise.TECHNICAL;
            case ELECTORAL_SUPPORT ->
                percent < 50 ? Expertise.ADMINISTRATIVE : percent < 75 ? Expertise.LOGISTICAL : Expertise.TECHNICAL;
            case HUMAN_RIGHTS_AND_PROTECTION,
                    INSTITUTIONAL_CAPACITY,
                    DEMOCRATIC_GOVERNANCE,
                    RECOVERY,
                    DISARMAMENT_DEMOBILIZATION_REINTEGRATION,
                    PEACEBUILDING_AND_CIVIC_ENGAGEMENT -> percent < 70 ? Expertise.ADMINISTRATIVE : Expertise.TECHNICAL;
        };
    }
}
