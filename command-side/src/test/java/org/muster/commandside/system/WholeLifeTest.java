package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/**
 * The whole life of one volunteer of today through the public door, by a caller who may send commands and nothing else: from
 * the request for a post to the final clearance in another mission, with what is refused on the way.
 */
@ResourceLock(value = RunningCommandSide.SHARED, mode = ResourceAccessMode.READ)
class WholeLifeTest {

    private final RunningCommandSide system = RunningCommandSide.shared();
    private final String caller = token("commands");

    private final String mission = fresh("M");
    private final String other = fresh("N");
    private final String volunteer = fresh("V");
    private final String doa = fresh("D");
    private final String assignment = fresh("A");
    private final String next = fresh("B");

    @Test
    void a_volunteer_is_requested_recruited_deployed_moved_and_released() {
        open(mission, "UGA");
        open(other, "RWA");
        accepted(
                "RegisterVolunteer",
                Map.of(
                        "volunteer",
                        volunteer,
                        "nationality",
                        "NOR",
                        "otherNationalities",
                        List.of("SWE"),
                        "gender",
                        "FEMALE",
                        "personalData",
                        Map.of("name", "Łucja " + volunteer, "birthDate", "1988-05-17"),
                        "registeredOn",
                        "2026-01-02"));

        request();
        recruit();
        serve();
        evacuate();
        moveOn();
        windUp();

        assertThat(system.history("?tag=volunteer:" + volunteer))
                .extracting(line -> line.path("type").asString())
                .as("every fact of the life, each once, in order")
                .containsSubsequence(
                        "muster.volunteer.registered.v1",
                        "muster.doa.candidate-selected.v1",
                        "muster.volunteer.offer-issued.v1",
                        "muster.volunteer.offer-accepted.v1",
                        "muster.volunteer.clearance-recorded.v1",
                        "muster.volunteer.contract-issued.v1",
                        "muster.volunteer.deployed.v1",
                        "muster.volunteer.absence-recorded.v1",
                        "muster.volunteer.reassigned.v1",
                        "muster.volunteer.contract-extended.v1",
                        "muster.volunteer.medical-evacuation-recorded.v1",
                        "muster.volunteer.relocated.v1",
                        "muster.volunteer.returned.v1",
                        "muster.volunteer.transferred.v1",
                        "muster.volunteer.performance-assessed.v1",
                        "muster.volunteer.resignation-submitted.v1",
                        "muster.volunteer.assignment-ended.v2",
                        "muster.volunteer.final-clearance-recorded.v1");
    }

    private void request() {
        Map<String, Object> request = Map.of(
                "doa", doa,
                "mission", mission,
                "category", "INTERNATIONAL_SPECIALIST",
                "serviceArea", "ELECTORAL_SUPPORT",
                "expertise", "TECHNICAL",
                "neededFrom", "2026-04-01",
                "months", 12,
                "funding", "MISSION_BUDGET",
                "fundedUntil", "2027-12-31",
                "submittedOn", "2026-01-10");
        refused("NO_FUNDING", "SubmitDoA", Bodies.without(request, "fundedUntil"));
        accepted("SubmitDoA", request);
        Map<String, Object> approval = Map.of("doa", doa, "approvedOn", "2026-01-25");
        refused("NO_FUNDING", "ApproveDoA", approval);
        accepted(
                "AuthorizeFunding",
                Map.of(
                        "doa", doa,
                        "document", "FA-2026-12",
                        "fundedUntil", "2027-12-31",
                        "authorizedOn", "2026-01-20"));
        accepted("ApproveDoA", approval);
        // The mission has one post, and it is promised now.
        String second = fresh("D");
        accepted("SubmitDoA", with(request, "doa", second));
        accepted(
                "AuthorizeFunding",
                Map.of(
                        "doa", second,
                        "document", "FA-2026-13",
                        "fundedUntil", "2027-12-31",
                        "authorizedOn", "2026-01-20"));
        refused("NO_CEILING", "ApproveDoA", Map.of("doa", second, "approvedOn", "2026-01-26"));
    }

    private void recruit() {
        accepted("SelectCandidate", Map.of("doa", doa, "volunteer", volunteer, "selectedOn", "2026-02-01"));
        accepted(
                "IssueOffer",
                Map.of(
                        "assignment", assignment,
                        "doa", doa,
                        "volunteer", volunteer,
                        "startsOn", "2026-04-01",
                        "endsOn", "2027-03-31",
                        "answerBy", "2026-02-15",
                        "issuedOn", "2026-02-02"));
        refused("OFFER_EXPIRED", "AcceptOffer", Map.of("assignment", assignment, "acceptedOn", "2026-02-16"));
        accepted("AcceptOffer", Map.of("assignment", assignment, "acceptedOn", "2026-02-10"));
        Map<String, Object> contract = Map.of(
                "assignment", assignment,
                "startsOn", "2026-04-01",
                "endsOn", "2027-03-31",
                "issuedOn", "2026-03-01");
        refused("CLEARANCE_MISSING", "IssueContract", contract);
        List.of("MEDICAL", "SECURITY_TRAINING", "SECURITY_CLEARANCE", "VISA", "BACKGROUND")
                .forEach(kind -> accepted(
                        "RecordClearance",
                        Map.of(
                                "volunteer", volunteer,
                                "kind", kind,
                                "result", "CLEARED",
                                "clearedOn", "2026-02-20",
                                "validUntil", "2028-02-19")));
        refused("BEYOND_FUNDING", "IssueContract", with(contract, "endsOn", "2028-01-01"));
        refused("CONTRACT_MISSING", "DeployVolunteer", deployment());
        accepted("IssueContract", contract);
        accepted("DeployVolunteer", deployment());
    }

    private Map<String, Object> deployment() {
        return Map.of(
                "volunteer",
                volunteer,
                "assignment",
                assignment,
                "mission",
                mission,
                "station",
                mission + "-HQ",
                "category",
                "INTERNATIONAL_SPECIALIST",
                "serviceArea",
                "ELECTORAL_SUPPORT",
                "expertise",
                "TECHNICAL",
                "entryOnDuty",
                "2026-04-01");
    }

    private void serve() {
        refused(
                "R_AND_R_NOT_DUE",
                "RecordAbsence",
                Map.of(
                        "assignment", assignment,
                        "kind", "R_AND_R",
                        "firstDay", "2026-04-02",
                        "lastDay", "2026-04-06"));
        accepted(
                "RecordAbsence",
                Map.of(
                        "assignment", assignment,
                        "kind", "ANNUAL",
                        "firstDay", "2026-05-04",
                        "lastDay", "2026-05-08"));
        Map<String, Object> move = Map.of(
                "assignment", assignment, "station", mission + "-FIELD", "consent", true, "reassignedOn", "2026-06-01");
        refused("NO_CONSENT", "ReassignVolunteer", with(move, "consent", false));
        accepted("ReassignVolunteer", move);
        refused("BEYOND_FUNDING", "ExtendContract", Map.of("assignment", assignment, "contractEndsOn", "2028-03-31"));
        accepted("ExtendContract", Map.of("assignment", assignment, "contractEndsOn", "2027-12-31"));
        accepted(
                "RecordMedicalEvacuation",
                Map.of("assignment", assignment, "status", "EVACUATED", "statusOn", "2026-07-01"));
        accepted(
                "RecordMedicalEvacuation",
                Map.of("assignment", assignment, "status", "RETURNED", "statusOn", "2026-07-20"));
    }

    private void evacuate() {
        String order = fresh("O");
        Map<String, Object> evacuation = Map.of(
                "order",
                order,
                "mission",
                mission,
                "stations",
                List.of(mission + "-FIELD"),
                "reference",
                "UNSMS/2026/17",
                "orderedOn",
                "2026-08-01");
        refused("NO_SECURITY_ORDER", "OrderEvacuation", Bodies.without(evacuation, "reference"));
        accepted("OrderEvacuation", evacuation);
        refused("NOT_RELOCATED", "ReturnVolunteer", Map.of("assignment", assignment, "returnedOn", "2026-08-02"));
        accepted(
                "RelocateVolunteer",
                Map.of("assignment", assignment, "order", order, "haven", "KE-NBO", "relocatedOn", "2026-08-02"));
        accepted("ReturnVolunteer", Map.of("assignment", assignment, "returnedOn", "2026-08-20"));
        accepted("LiftEvacuation", Map.of("order", order, "liftedOn", "2026-08-21"));
    }

    private void moveOn() {
        Map<String, Object> transfer = Map.of(
                "assignment",
                assignment,
                "newAssignment",
                next,
                "mission",
                other,
                "station",
                other + "-HQ",
                "serviceArea",
                "RECOVERY",
                "expertise",
                "LOGISTICAL",
                "transferredOn",
                "2026-10-01");
        refused("STATION_NOT_IN_MISSION", "TransferVolunteer", with(transfer, "station", mission + "-HQ"));
        accepted("TransferVolunteer", transfer);
        refused(
                "NOT_OPEN",
                "EndAssignment",
                Map.of("assignment", assignment, "lastDay", "2026-10-31", "reason", "COMPLETION"));
        accepted("RecordFinalClearance", Map.of("assignment", assignment, "clearedOn", "2026-10-05"));
    }

    private void windUp() {
        accepted(
                "RecordPerformanceAssessment",
                Map.of(
                        "assignment", next,
                        "outcome", "EXCEEDS_EXPECTATIONS",
                        "periodFrom", "2026-10-01",
                        "periodTo", "2027-01-31",
                        "assessedOn", "2027-02-05"));
        Answer resigned = accepted(
                "SubmitResignation", Map.of("assignment", next, "noticeOn", "2027-02-10", "lastDay", "2027-02-20"));
        assertThat(resigned.json().path("warnings").path(0).path("code").asString())
                .as(resigned.text())
                .isEqualTo("SHORT_NOTICE");
        refused("NOT_ENDED", "RecordFinalClearance", Map.of("assignment", next, "clearedOn", "2027-03-01"));
        accepted("EndAssignment", Map.of("assignment", next, "lastDay", "2027-02-20", "reason", "RESIGNATION"));
        accepted("RecordFinalClearance", Map.of("assignment", next, "clearedOn", "2027-03-01"));
    }

    private void open(String acronym, String country) {
        accepted(
                "EstablishMission",
                Map.of(
                        "mission", acronym,
                        "name", "A mission for tests",
                        "countries", List.of(country),
                        "kind", "PEACEKEEPING",
                        "leadDepartment", "DPO",
                        "instrument", "S/RES/2800",
                        "adoptedOn", "2026-01-01",
                        "startsOn", "2026-01-02"));
        accepted("StartMission", Map.of("mission", acronym, "startedOn", "2026-01-02"));
        for (String place : List.of("HQ", "FIELD")) {
            accepted(
                    "OpenDutyStation",
                    Map.of(
                            "station", acronym + "-" + place,
                            "mission", acronym,
                            "name", place,
                            "country", country,
                            "openedOn", "2026-01-02"));
        }
        accepted(
                "AuthorizeVolunteerStrength",
                Map.of(
                        "mission",
                        acronym,
                        "period",
                        Map.of("from", "2026-01-01", "to", "2027-06-30"),
                        "international",
                        1,
                        "national",
                        0,
                        "document",
                        "A/80/12"));
    }

    private Answer accepted(String command, Map<String, Object> body) {
        Answer answer = system.command(command, UUID.randomUUID(), body, caller);
        assertThat(answer.status()).as("%s: %s", command, answer.text()).isEqualTo(200);
        return answer;
    }

    private void refused(String code, String command, Map<String, Object> body) {
        Answer answer = system.command(command, UUID.randomUUID(), body, caller);
        assertThat(answer.status()).as("%s: %s", command, answer.text()).isEqualTo(409);
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asString())
                .as("%s: %s", command, answer.text())
                .isEqualTo(code);
    }
}
