package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mission from its establishment to its closure within 2025, with twelve volunteers of all categories, by outside hands: over
 * HTTP, Kafka and the command line. {@link YearReports} asks every report on the way.
 */
@ExtendWith(RunningApplication.class)
class WholeYearTest {

    /** Who comes for the first time in the drawdown, to wind the mission up. */
    private static final int LIQUIDATOR = 10;

    /** Who winds the mission up, too, and was there from the beginning. */
    private static final int STAYING = 11;

    private final Application application;
    private final String mission = Scene.fresh("Y");
    private final String other = Scene.fresh("Z");

    private YearHands hands;
    private YearReports reports;

    WholeYearTest(Application application) {
        this.application = application;
    }

    @Test
    @DisplayName("twelve volunteers of all categories through a whole mission, and every report on the way")
    void a_whole_year(@TempDir Path folder) {
        CommandLine shell = new CommandLine(application, folder);
        reports = new YearReports(application, shell, mission, other);
        try (KafkaDoor kafka = new KafkaDoor(application.kafka())) {
            hands = new YearHands(application.as("integrator"), kafka, shell, folder, mission);
            establish(mission, "UGA");
            establish(other, "RWA");
            recruit();
            reports.afterEntry(hands.position());
            serve();
            evacuate();
            reports.duringService(hands.position(), hands.volunteers().get(3));
            leave();
            reports.afterLosses(hands.position());
            drawDown();
            reports.duringDrawdown(hands.position());
            liquidate();
            reports.atTheEnd(hands.position(), hands.volunteers());
        }
        reports.everyReportWasAsked();
        CommandLine.Run history = shell.muster("history", "--client", "auditor", "mission:" + mission);
        assertThat(history.code()).as(history.err()).isZero();
        assertThat(history.out())
                .contains(
                        "muster.mission.established.v1", "muster.volunteer.transferred.v1", "muster.mission.closed.v1");
    }

    private void establish(String acronym, String country) {
        String key = "mission:" + acronym;
        hands.typed("EstablishMission", """
                {'mission':'%s','name':'A mission of one year','countries':['%s'],'kind':'POLITICAL','leadDepartment':'DPPA',
                 'instrument':'S/RES/2765','adoptedOn':'2024-12-20','startsOn':'2025-01-02','expiresOn':'2025-11-30'}""", acronym, country);
        hands.sent("StartMission", "{'mission':'%s','startedOn':'2025-01-02'}", acronym);
        for (String station : List.of(acronym + "-HQ", acronym + "-FIELD")) {
            hands.overKafka(
                    "OpenDutyStation",
                    key,
                    "{'station':'%s','mission':'%s','name':'A place','country':'%s','openedOn':'2025-01-02'}",
                    station,
                    acronym,
                    country);
            hands.overKafka("ClassifyDutyStation", key, """
                    {'station':'%s','mission':'%s','hardshipClass':'E','familyStation':false,'restCycleWeeks':6,
                     'classifiedOn':'2025-01-02'}""", station, acronym);
        }
        hands.overKafka("AuthorizeVolunteerStrength", key, """
                {'mission':'%s','period':{'from':'2025-01-01','to':'2025-12-31'},'international':6,'national':7,
                 'document':'A/79/6'}""", acronym);
    }

    private void recruit() {
        IntStream.range(0, LIQUIDATOR).forEach(i -> hands.recruit(i, "2025-02-01", "2025-09-30", false));
        hands.recruit(STAYING, "2025-02-01", "2025-12-31", true);
        String oneMore = hands.request("NATIONAL_SPECIALIST", "2025-03-01", false);
        hands.refused("NO_CEILING", "ApproveDoA", "{'doa':'%s','approvedOn':'2025-02-09'}", oneMore);
        hands.sent("CancelDoA", "{'doa':'%s','cancelledOn':'2025-02-10'}", oneMore);
    }

    private void serve() {
        String absence = "{'assignment':'%s','kind':'%s','firstDay':'%s','lastDay':'%s'}";
        hands.overKafka(
                "RecordAbsence",
                "assignment:" + hands.assignment(0),
                absence,
                hands.assignment(0),
                "ANNUAL",
                "2025-03-03",
                "2025-03-07");
        hands.refused(
                "R_AND_R_NOT_DUE",
                "RecordAbsence",
                absence,
                hands.assignment(1),
                "R_AND_R",
                "2025-03-10",
                "2025-03-14");
        hands.sent("RecordAbsence", absence, hands.assignment(1), "R_AND_R", "2025-03-17", "2025-03-21");
        hands.sent(
                "ReassignVolunteer",
                "{'assignment':'%s','station':'%s-FIELD','consent':true,'reassignedOn':'2025-04-01'}",
                hands.assignment(2),
                mission);
        hands.sent("TransferVolunteer", """
                {'assignment':'%s','newAssignment':'%s-2','mission':'%s','station':'%s-HQ','serviceArea':'RECOVERY',
                 'expertise':'LOGISTICAL','transferredOn':'2025-05-01'}""", hands.assignment(3), hands.assignment(3), other, other);
        for (int i : List.of(0, 4)) {
            hands.typed("ExtendContract", "{'assignment':'%s','contractEndsOn':'2025-11-30'}", hands.assignment(i));
        }
    }

    private void evacuate() {
        String status = "{'assignment':'%s','status':'%s','statusOn':'%s'}";
        hands.sent("RecordMedicalEvacuation", status, hands.assignment(5), "EVACUATED", "2025-05-10");
        hands.sent("RecordMedicalEvacuation", status, hands.assignment(5), "RETURNED", "2025-05-25");
        String order = Scene.fresh("O");
        hands.sent("OrderEvacuation", """
                {'order':'%s','mission':'%s','stations':['%s-HQ'],'reference':'UNSMS/2025/1','orderedOn':'2025-06-01'}""", order, mission, mission);
        for (int i : List.of(0, 1)) {
            hands.sent(
                    "RelocateVolunteer",
                    "{'assignment':'%s','order':'%s','haven':'KENBO','relocatedOn':'2025-06-01'}",
                    hands.assignment(i),
                    order);
            hands.sent("ReturnVolunteer", "{'assignment':'%s','returnedOn':'2025-06-20'}", hands.assignment(i));
        }
        hands.sent("LiftEvacuation", "{'order':'%s','liftedOn':'2025-06-21'}", order);
    }

    private void leave() {
        hands.sent(
                "SubmitResignation",
                "{'assignment':'%s','noticeOn':'2025-06-15','lastDay':'2025-07-20'}",
                hands.assignment(6));
        hands.end(6, "2025-07-20", "RESIGNATION");
        hands.sent(
                "RecordDeathInService",
                "{'assignment':'%s','diedOn':'2025-07-05','incident':'ACCIDENT'}",
                hands.assignment(7));
        List.of(1, 2, 5, 8, 9).forEach(i -> hands.end(i, "2025-09-30", "COMPLETION"));
    }

    private void drawDown() {
        hands.overKafka("BeginDrawdown", "mission:" + mission, "{'mission':'%s','begunOn':'2025-10-01'}", mission);
        String ordinary = hands.request("INTERNATIONAL_SPECIALIST", "2025-10-10", false);
        hands.refused("MISSION_NOT_OPEN", "ApproveDoA", "{'doa':'%s','approvedOn':'2025-10-03'}", ordinary);
        hands.sent("CancelDoA", "{'doa':'%s','cancelledOn':'2025-10-04'}", ordinary);
        hands.recruit(LIQUIDATOR, "2025-10-05", "2025-12-31", true);
    }

    private void liquidate() {
        String closure = "{'mission':'%s','closedOn':'2025-12-31'}";
        List.of(0, 4).forEach(i -> hands.end(i, "2025-11-30", "MISSION_CLOSURE"));
        hands.overKafka("EndMandate", "mission:" + mission, "{'mission':'%s','endedOn':'2025-11-30'}", mission);
        hands.sent("BeginLiquidation", "{'mission':'%s','begunOn':'2025-12-01'}", mission);
        reports.duringLiquidation(hands.position());
        hands.refused("OPEN_ASSIGNMENTS", "CloseMission", closure, mission);
        List.of(LIQUIDATOR, STAYING).forEach(i -> hands.end(i, "2025-12-20", "COMPLETION"));
        reports.readyToClose(hands.position());
        hands.typed("CloseMission", closure, mission);
        hands.refused("ALREADY_CLOSED", "CloseMission", closure, mission);
    }
}
