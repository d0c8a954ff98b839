package org.muster.commandside.domain.volunteer.registervolunteer;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;

class RegisterVolunteerTest {

    @Test
    void enters_a_person_in_the_roster() {
        given().when(register("V1", "fingerprint-of-V1"))
                .then(new VolunteerRegistered(
                        "V1",
                        "KEN",
                        Optional.of("UGA"),
                        Gender.FEMALE,
                        1970,
                        new SealedPersonalData("AES256_GCM", "c2VhbGVk"),
                        "fingerprint-of-V1",
                        day("1992-01-02")));
    }

    @Test
    void gives_an_identifier_once() {
        given(registered("V1", "KEN"))
                .when(register("V1", "fingerprint-of-somebody-else"))
                .refused(RefusalCode.VOLUNTEER_IN_USE, Map.of("volunteer", "V1"));
    }

    @Test
    void enters_a_person_once_and_does_not_tell_under_which_identifier() {
        given(registered("V1", "KEN"))
                .when(register("V2", "fingerprint-of-V1"))
                .refused(RefusalCode.DUPLICATE_IDENTITY, Map.of());
    }

    @Test
    void the_same_person_under_two_identifiers_at_once_is_entered_once() {
        given().when(register("V2", "fingerprint-of-V1"))
                .decidedAgainAfter(registered("V1", "KEN"))
                .notDisturbedBy(registered("V3", "KEN"), deployed("V1", "1992-04-01"));
    }

    private static RegisterSealedVolunteer register(String volunteer, String identity) {
        return new RegisterSealedVolunteer(
                volunteer,
                "KEN",
                Optional.of("UGA"),
                Gender.FEMALE,
                1970,
                new SealedPersonalData("AES256_GCM", "c2VhbGVk"),
                identity,
                day("1992-01-02"));
    }
}
