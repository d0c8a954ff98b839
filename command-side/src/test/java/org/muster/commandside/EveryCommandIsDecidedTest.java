package org.muster.commandside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.catalog.CommandCatalog;
import org.muster.commands.Touches;
import org.muster.commands.volunteer.PersonalData;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.commandside.domain.Domain;
import org.muster.commandside.domain.volunteer.registervolunteer.RegisterSealedVolunteer;
import org.muster.events.volunteer.Gender;

class EveryCommandIsDecidedTest {

    @Test
    void each_command_of_the_catalog_has_one_decider() {
        assertThat(Domain.deciders().keySet())
                .containsExactlyInAnyOrderElementsOf(CommandCatalog.all().stream()
                        .<Class<?>>map(type ->
                                type.form() == RegisterVolunteer.class ? RegisterSealedVolunteer.class : type.form())
                        .toList());
    }

    /** The rule sees a fingerprint that the door cannot know; the birth date, which it is made of, stands for it. */
    @Test
    void two_registrations_of_one_person_touch_something_in_common() {
        assertThat(registration("V-1", "1965-03-01").tags())
                .doesNotContainAnyElementsOf(registration("V-2", "1965-03-02").tags());
        assertThat(registration("V-1", "1965-03-01").tags())
                .containsAnyElementsOf(registration("V-2", "1965-03-01").tags());
        assertThat(registration("V-1", "1965-03-01").tags())
                .containsAnyElementsOf(registration("V-1", "1965-03-02").tags());
    }

    private static Touches registration(String volunteer, String birthDate) {
        return new RegisterVolunteer(
                        volunteer,
                        "KEN",
                        Optional.empty(),
                        Gender.OTHER,
                        new PersonalData(
                                "Test Person",
                                LocalDate.parse(birthDate),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        LocalDate.parse("1992-01-01"))
                .touches();
    }
}
