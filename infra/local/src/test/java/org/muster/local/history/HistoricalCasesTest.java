package org.muster.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commands.mission.ReviseVolunteerStrength;
import org.muster.commands.security.RelocateVolunteer;
import org.muster.commands.security.ReturnVolunteer;

/** What is special in the history is told by the commands that the domain has for it. */
class HistoricalCasesTest {

    @Test
    @DisplayName("everybody who serves in MONUC on its last day is transferred to MONUSCO")
    void transfers() {
        LocalDate last = LocalDate.of(2010, 6, 30);
        assertThat(commands(TransferVolunteer.class)
                        .filter(transfer -> transfer.mission().equals("MONUSCO"))
                        .map(TransferVolunteer::assignment))
                .containsExactlyInAnyOrderElementsOf(Told.SERVED.stream()
                        .filter(one -> one.start().mission().equals("MONUC") && one.countsOn(last))
                        .map(one -> one.start().assignment())
                        .toList())
                .hasSize(578);
    }

    @Test
    @DisplayName("UNTAC 1993-04-08: the death is recorded")
    void death() {
        assertThat(commands(RecordDeathInService.class))
                .singleElement()
                .satisfies(death -> assertThat(death.diedOn()).isEqualTo(LocalDate.of(1993, 4, 8)));
    }

    @Test
    @DisplayName("UNMISET: nobody enters between the cut and the day on which few enough serve")
    void cut() {
        ReviseVolunteerStrength cut = commands(ReviseVolunteerStrength.class)
                .filter(one -> one.mission().equals("UNMISET"))
                .findFirst()
                .orElseThrow();
        assertThat(Told.headcount(cut.revisedOn(), Told.in("UNMISET"))).isGreaterThan(cut.international());
        LocalDate fits = cut.revisedOn();
        while (Told.headcount(fits, Told.in("UNMISET")) >= cut.international()) {
            fits = fits.plusDays(1);
        }
        LocalDate fitsOn = fits;
        assertThat(Told.SERVED)
                .filteredOn(one -> one.start().mission().equals("UNMISET"))
                .noneMatch(one -> !one.start().entryOnDuty().isBefore(cut.revisedOn())
                        && one.start().entryOnDuty().isBefore(fitsOn));
    }

    @Test
    @DisplayName("all who were moved to a safe haven came back")
    void evacuations() {
        assertThat(commands(RelocateVolunteer.class).map(RelocateVolunteer::assignment))
                .hasSizeGreaterThan(100)
                .containsExactlyInAnyOrderElementsOf(commands(ReturnVolunteer.class)
                        .map(ReturnVolunteer::assignment)
                        .toList());
    }

    @Test
    @DisplayName("every kind of command that history knows is in it")
    void kinds() {
        Map<String, Long> kinds = new TreeMap<>(
                Told.COMMANDS.stream().collect(Collectors.groupingBy(HistoricalCommand::name, Collectors.counting())));
        assertThat(kinds.keySet())
                .isEqualTo(new TreeSet<>(List.of(
                        "AuthorizeVolunteerStrength",
                        "BeginDrawdown",
                        "BeginLiquidation",
                        "ChangeLeadDepartment",
                        "ClassifyDutyStation",
                        "CloseMission",
                        "DeployVolunteer",
                        "EndAssignment",
                        "EndMandate",
                        "EstablishMission",
                        "ExtendContract",
                        "ExtendMandate",
                        "LiftEvacuation",
                        "LinkSuccessorMission",
                        "OpenDutyStation",
                        "OrderEvacuation",
                        "ReassignVolunteer",
                        "RecordAbsence",
                        "RecordDeathInService",
                        "RecordMedicalEvacuation",
                        "RegisterVolunteer",
                        "RelocateVolunteer",
                        "RenameMission",
                        "ReturnVolunteer",
                        "ReviseVolunteerStrength",
                        "StartMission",
                        "SubmitResignation",
                        "TransferVolunteer")));
    }

    private static <C> Stream<C> commands(Class<C> kind) {
        return Told.COMMANDS.stream()
                .map(HistoricalCommand::body)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
