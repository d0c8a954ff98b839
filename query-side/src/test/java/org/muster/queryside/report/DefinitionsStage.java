package org.muster.queryside.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.queryside.door.MissionAcronym;

/** What happened, told in few words, and what the reports say of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DefinitionsStage {

    private final ReportStage stage = new ReportStage();

    private int assignments;

    @BeforeEach
    void clear() {
        stage.stage().clear();
        assignments = 0;
    }

    @AfterAll
    void close() {
        stage.close();
    }

    Answer answer(String report, Map<String, Object> given) {
        return stage.ask(report(report), given);
    }

    long total(String on) {
        return (Long) ((Map<?, ?>) stage.ask(report("headcount"), Map.of("on", day(on)))
                        .members()
                        .get("total"))
                .get("persons");
    }

    List<Map<String, Object>> ask(String report, Map<String, Object> given) {
        return ReportStage.maps(stage.ask(report(report), given));
    }

    static Report report(String name) {
        return ReportStage.reports().stream()
                .filter(report -> report.description().name().equals(name))
                .findAny()
                .orElseThrow();
    }

    static Map<String, Object> months(String from, String to) {
        return Map.of("from", YearMonth.parse(from), "to", YearMonth.parse(to));
    }

    static MissionAcronym mission(String acronym) {
        return MissionAcronym.FORMAT.parse().apply(acronym).orElseThrow();
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    void given(DomainEvent... events) {
        stage.given((Object[]) events);
    }

    static MissionEstablished established(String mission, MissionKind kind) {
        return new MissionEstablished(
                mission,
                mission,
                List.of("TLS"),
                kind,
                LeadDepartment.DPKO,
                "S/RES/1",
                day("1992-01-01"),
                day("1992-01-01"),
                Optional.of(day("2003-05-20")),
                true);
    }

    void authorize(String mission, String from, String to, int international) {
        given(new VolunteerStrengthAuthorized(mission, new BudgetPeriod(day(from), day(to)), international, 0, "A/1"));
    }

    List<VolunteerDeployed> deploy(String mission, int persons, String entry) {
        List<VolunteerDeployed> deployed = new ArrayList<>();
        for (int person = 0; person < persons; person++) {
            deployed.add(deployed(mission, "V" + assignments, entry, Optional.empty()));
        }
        stage.given(deployed.toArray());
        return deployed;
    }

    VolunteerDeployed deployUntil(String mission, String last) {
        VolunteerDeployed deployed = deployed(mission, "V" + assignments, "2004-06-01", Optional.of(day(last)));
        given(deployed);
        return deployed;
    }

    void deployOf(String mission, int persons, String nationality, Gender gender) {
        for (int person = 0; person < persons; person++) {
            String volunteer = "V" + assignments;
            register(volunteer, nationality, gender);
            given(deployed(mission, volunteer, "2015-01-01", Optional.empty()));
        }
    }

    void register(String volunteer, String nationality, Gender gender) {
        given(new VolunteerRegistered(
                volunteer,
                nationality,
                Optional.empty(),
                gender,
                1980,
                new SealedPersonalData("none", "none"),
                "identity-" + volunteer,
                day("1992-01-01")));
    }

    VolunteerDeployed deployed(String mission, String volunteer, String entry, Optional<LocalDate> contractEndsOn) {
        return new VolunteerDeployed(
                volunteer,
                "A" + assignments++,
                mission,
                mission + "-HQ",
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.ADMINISTRATIVE,
                day(entry),
                contractEndsOn,
                Optional.empty(),
                true);
    }

    void end(VolunteerDeployed deployed, String lastDay, SeparationReason reason) {
        given(new AssignmentEnded(
                deployed.volunteer(),
                deployed.assignment(),
                deployed.mission(),
                deployed.category(),
                deployed.entryOnDuty(),
                day(lastDay),
                reason));
    }
}
