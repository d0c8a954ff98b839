package org.muster.local.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.volunteer.PersonalData;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.local.history.DatedCommand.Turn;

/** Generates the commands of a person's registration and services. Every name and id says that it is synthetic. */
final class VolunteerStory {

    private VolunteerStory() {}

    /**
     * @param number numbers the persons of the whole history from 1
     * @param services the person's services, in order
     */
    static List<DatedCommand> of(int number, Person person, List<Service> services) {
        String digits = String.format("%06d", number);
        String volunteer = "SYN-" + digits;
        List<DatedCommand> story = new ArrayList<>();
        story.add(new DatedCommand(
                person.registeredOn(),
                Turn.REGISTRATION,
                volunteer,
                new RegisterVolunteer(
                        volunteer,
                        person.nationality(),
                        person.residence(),
                        person.gender(),
                        new PersonalData(
                                "Synthetic Person " + digits,
                                person.birthDate(),
                                Optional.of("SYNTHETIC-" + digits),
                                Optional.of("synthetic-person-" + digits + "@example.invalid"),
                                Optional.empty()),
                        person.registeredOn())));
        for (int i = 0; i < services.size(); i++) {
            Service service = services.get(i);
            String assignment = volunteer + "-A" + (i + 1);
            story.add(new DatedCommand(
                    service.entryOnDuty(),
                    Turn.START_OF_SERVICE,
                    assignment + "/start",
                    new DeployVolunteer(
                            volunteer,
                            assignment,
                            service.mission(),
                            service.station(),
                            service.category(),
                            service.area(),
                            service.expertise(),
                            service.entryOnDuty(),
                            true)));
            service.end().ifPresent(end -> story.add(ended(assignment, end)));
        }
        return story;
    }

    private static DatedCommand ended(String assignment, Service.End end) {
        return new DatedCommand(
                end.separationOn(),
                Turn.END_OF_SERVICE,
                assignment + "/end",
                new EndAssignment(assignment, end.separationOn().minusDays(1), end.reason()));
    }
}
