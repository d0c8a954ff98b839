package org.muster.local.present;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.muster.commands.Command;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commands.assignment.RecordAbsence;
import org.muster.commands.assignment.SubmitResignation;
import org.muster.commands.recruitment.RecordClearance;
import org.muster.commands.volunteer.PersonalData;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.events.Category;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceResult;
import org.muster.events.volunteer.Gender;
import org.muster.local.history.HistoricalCommand;
import org.muster.local.history.History;
import org.muster.local.history.HistoryStream;
import org.muster.local.present.Standing.Assignment;
import org.muster.local.present.Standing.Mission;

/**
 * Brings the register from the end of the history to a day: strengths of the periods since, contracts that were extended or ran out,
 * and everything that is in hand on the day.
 *
 * <p>Ids do not name the day, so a register has this once. The first command carries the day: a load that was interrupted and goes
 * on later learns it from the store.
 */
public final class PresentDay {

    /** The command that is recorded first; it registers a person on the day. */
    public static final UUID FIRST = id("first");

    /** The command that is recorded last. */
    public static final UUID LAST = id("last");

    private static final int STREAM = 8;

    /** Days ahead for which posts are authorized. */
    private static final int AHEAD_DAYS = 400;

    private static final int VACANCY_PERCENT = 12;
    private static final int SERVICE_DAYS_MAX = 4 * 365;

    /** A contract that ends so soon is one that was not extended in time. */
    private static final int SOON_DAYS = 9;

    /** Reminders come on these days before an end: on the day of the load none is due. */
    private static final List<Integer> REMINDERS = List.of(15, 60, 90);

    private static final List<String> COUNTRIES =
            List.of("KEN", "NPL", "PHL", "ITA", "JPN", "BRA", "GHA", "DEU", "CAN", "FRA", "ZMB", "PER");

    private final LocalDate day;
    private final Random random;
    private final List<HistoricalCommand> commands = new ArrayList<>();
    private int persons;

    private PresentDay(LocalDate day) {
        this.day = day;
        this.random = new Random(day.toEpochDay());
    }

    /**
     * The day that is present for a register that is loaded now; not before the history's end.
     *
     * @param clock the day that it is for automations; absent: today
     */
    public static LocalDate day(Optional<LocalDate> clock) {
        LocalDate today = clock.orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
        return today.isAfter(History.LAST_DAY) ? today : History.LAST_DAY.plusDays(1);
    }

    /**
     * The commands that follow the history.
     *
     * @param day the day that is present; not before the history's last one
     */
    public static HistoryStream on(LocalDate day, List<HistoryStream> history) {
        PresentDay present = new PresentDay(day);
        List<Mission> missions = Standing.after(history);
        present.commands.add(new HistoricalCommand(FIRST, present.person("GHA", 30, day)));
        missions.forEach(present::continued);
        missions.forEach(present::inHand);
        new Recruiting(present, day).requests(missions);
        present.commands.add(new HistoricalCommand(
                LAST,
                new RecordClearance(
                        "SYN-P00001",
                        ClearanceKind.BACKGROUND,
                        ClearanceResult.CLEARED,
                        day,
                        Optional.of(day.plusYears(2)))));
        return new HistoryStream(
                STREAM, missions.stream().map(mission -> mission.acronym).toList(), present.commands);
    }

    private static UUID id(String key) {
        return UUID.nameUUIDFromBytes(("muster/present/1/" + key).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a command; the key is unique among those of its kind. */
    void add(String key, Command body) {
        commands.add(new HistoricalCommand(id(body.getClass().getSimpleName() + "/" + key), body));
    }

    /** A new person, who is registered. */
    String register(Mission mission, Category category, LocalDate registeredOn) {
        boolean young = category == Category.INTERNATIONAL_YOUTH;
        String country = category.type() == VolunteerType.NATIONAL
                ? mission.countries.getFirst()
                : COUNTRIES.stream()
                        .skip(persons % 8)
                        .filter(one -> !mission.countries.contains(one))
                        .findFirst()
                        .orElseThrow();
        RegisterVolunteer person = person(country, young ? 23 : 31 + persons % 14, registeredOn);
        add(person.volunteer(), person);
        return person.volunteer();
    }

    private RegisterVolunteer person(String country, int age, LocalDate registeredOn) {
        persons++;
        String digits = String.format("P%05d", persons);
        return new RegisterVolunteer(
                "SYN-" + digits,
                country,
                Optional.empty(),
                persons % 2 == 0 ? Gender.FEMALE : Gender.MALE,
                new PersonalData(
                        "Synthetic Person " + digits,
                        day.minusYears(age).minusDays(1L + persons % 300),
                        Optional.of("SYNTHETIC-" + digits),
                        Optional.empty(),
                        Optional.empty()),
                registeredOn);
    }

    /** A day so many days or one more ahead, on which no reminder is due today. */
    private LocalDate ahead(int days) {
        return day.plusDays(REMINDERS.contains(days) ? days + 1L : days);
    }

    private void continued(Mission mission) {
        Strengths.since(mission, day.plusDays(AHEAD_DAYS), VACANCY_PERCENT).forEach(strength -> {
            mission.strengths.add(strength);
            add(mission.acronym + "/" + strength.period().from(), strength);
        });
        List.copyOf(mission.serving.values()).stream()
                .filter(one -> !one.contractEndsOn().isAfter(day.plusDays(SOON_DAYS)))
                .forEach(one -> continued(mission, one));
    }

    private void continued(Mission mission, Assignment one) {
        LocalDate end = ahead(20 + random.nextInt(340));
        if (one.category().type() == VolunteerType.INTERNATIONAL) {
            LocalDate limit = one.entryOnDuty().plusDays(SERVICE_DAYS_MAX - one.servedBefore() - 1);
            end = limit.isBefore(end) ? limit : end;
        }
        if (end.isAfter(day.plusDays(SOON_DAYS))) {
            add(one.assignment(), new ExtendContract(one.assignment(), end));
            mission.serving.put(one.assignment(), one.until(end));
        } else if (one.contractEndsOn().isBefore(day)) {
            add(
                    one.assignment(),
                    new EndAssignment(one.assignment(), one.contractEndsOn(), SeparationReason.COMPLETION));
            mission.serving.remove(one.assignment());
            if (mission.recruits) {
                replaced(mission, one);
            }
        }
    }

    /** Somebody else has entered on duty since. */
    private void replaced(Mission mission, Assignment one) {
        LocalDate entry = day.minusDays(1L + random.nextInt(200));
        if (!entry.isAfter(one.contractEndsOn())) {
            entry = one.contractEndsOn().plusDays(1);
        }
        Category category = one.category().type() == VolunteerType.INTERNATIONAL
                ? Category.INTERNATIONAL_SPECIALIST
                : Category.NATIONAL_SPECIALIST;
        String volunteer = register(mission, category, entry.minusDays(30));
        LocalDate end = ahead(30 + random.nextInt(330));
        String assignment = volunteer + "-A1";
        add(
                assignment,
                new DeployVolunteer(
                        volunteer,
                        assignment,
                        mission.acronym,
                        one.station(),
                        category,
                        one.area(),
                        one.expertise(),
                        entry,
                        Optional.of(end),
                        true));
        mission.serving.put(
                assignment,
                new Assignment(
                        volunteer,
                        assignment,
                        mission.acronym,
                        one.station(),
                        category,
                        one.area(),
                        one.expertise(),
                        entry,
                        end,
                        0,
                        false));
    }

    /** Clearances that expire soon, people on leave, and a resignation. */
    private void inHand(Mission mission) {
        int nth = 0;
        for (Assignment one : List.copyOf(mission.serving.values())) {
            if (one.entryOnDuty().isAfter(day.minusDays(100))) {
                continue;
            }
            if (nth % 25 == 0) {
                add(
                        one.assignment(),
                        new RecordClearance(
                                one.volunteer(),
                                ClearanceKind.SECURITY_TRAINING,
                                ClearanceResult.CLEARED,
                                day.minusYears(2),
                                Optional.of(day.plusDays(5L + nth % 70))));
            } else if (nth % 40 == 1 && !one.absent()) {
                add(
                        one.assignment(),
                        new RecordAbsence(one.assignment(), AbsenceKind.ANNUAL, day.minusDays(2), day.plusDays(6)));
            } else if (nth == 2 && mission.recruits) {
                add(one.assignment(), new SubmitResignation(one.assignment(), day.minusDays(3), day.plusDays(32)));
            }
            nth++;
        }
    }
}
