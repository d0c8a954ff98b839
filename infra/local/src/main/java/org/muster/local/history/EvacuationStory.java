package org.muster.local.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commands.security.LiftEvacuation;
import org.muster.commands.security.OrderEvacuation;
import org.muster.commands.security.RelocateVolunteer;
import org.muster.commands.security.ReturnVolunteer;
import org.muster.local.history.DatedCommand.Turn;
import org.muster.local.history.Table.Row;

/** Generates the commands of the evacuations that are known. Who was moved is synthetic: all who served at headquarters throughout. */
final class EvacuationStory {

    private EvacuationStory() {}

    /**
     * @param services of the mission
     * @param told their commands
     */
    static List<DatedCommand> of(MissionPlan mission, List<ServiceStory> services, List<DatedCommand> told) {
        Set<String> moved = told.stream()
                .map(DatedCommand::body)
                .filter(ReassignVolunteer.class::isInstance)
                .map(body -> ((ReassignVolunteer) body).assignment())
                .collect(Collectors.toSet());
        List<DatedCommand> story = new ArrayList<>();
        for (Row row : Table.read("evacuations.csv")) {
            if (row.text("mission").equals(mission.acronym())) {
                evacuate(mission, row, services, moved, story);
            }
        }
        return story;
    }

    private static void evacuate(
            MissionPlan mission, Row row, List<ServiceStory> services, Set<String> moved, List<DatedCommand> story) {
        String order = row.text("order");
        String headquarters = mission.stations().getFirst().id();
        LocalDate ordered = row.date("ordered_on");
        LocalDate lifted = row.date("lifted_on");
        story.add(new DatedCommand(
                ordered,
                Turn.SECURITY,
                order,
                new OrderEvacuation(
                        order,
                        mission.acronym(),
                        List.of(headquarters),
                        Optional.of("SYNTHETIC " + row.text("why")),
                        ordered)));
        for (ServiceStory one : services) {
            if (one.service().station().equals(headquarters)
                    && one.service().countsOn(ordered)
                    && one.service().countsOn(lifted)
                    && !moved.contains(one.assignment())) {
                String assignment = one.assignment();
                story.add(new DatedCommand(
                        ordered,
                        Turn.SERVICE,
                        assignment + "/" + order,
                        new RelocateVolunteer(assignment, order, row.text("haven"), ordered)));
                story.add(new DatedCommand(
                        lifted,
                        Turn.SERVICE,
                        assignment + "/" + order + "/back",
                        new ReturnVolunteer(assignment, lifted)));
            }
        }
        story.add(new DatedCommand(lifted, Turn.LAST, order + "/lifted", new LiftEvacuation(order, lifted)));
    }
}
