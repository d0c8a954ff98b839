package org.muster.local.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.commands.volunteer.PersonalData;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.local.history.DatedCommand.Turn;

/**
 * A person's registration and services. Every name and id says that it is synthetic.
 *
 * @param registration the command that registers the person
 * @param services the person's services, in order
 */
record VolunteerStory(DatedCommand registration, List<ServiceStory> services) {

    /**
     * @param number numbers the persons of the whole history from 1
     * @param services the person's services, in order
     */
    static VolunteerStory of(int number, Person person, List<Service> services) {
        return of(String.format("%06d", number), person, services);
    }

    /** @param digits identifies the person among all synthetic ones */
    static VolunteerStory of(String digits, Person person, List<Service> services) {
        String volunteer = "SYN-" + digits;
        List<ServiceStory> stories = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            Service service = services.get(i);
            stories.add(new ServiceStory(
                    volunteer,
                    volunteer + "-A" + (i + 1),
                    service.byTransfer() ? Optional.of(volunteer + "-A" + i) : Optional.empty(),
                    service));
        }
        return new VolunteerStory(
                new DatedCommand(
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
                                person.registeredOn())),
                List.copyOf(stories));
    }
}
