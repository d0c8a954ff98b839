package org.muster.commandside.domain.volunteer.registervolunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.volunteer.PersonalData;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.events.volunteer.DuplicateReason;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;

class RegisterVolunteerTest {

    private static final Optional<DuplicateReason> DIFFERENT_PASSPORT = Optional.of(DuplicateReason.DIFFERENT_PASSPORT);

    @Test
    void enters_a_person_in_the_roster() {
        given().when(register("V1", "fingerprint-of-V1")).then(entered("V1", Optional.empty()));
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

    @Test
    void an_administrator_says_why_two_who_look_the_same_are_two() {
        given(registered("V1", "KEN"))
                .when(person("V2", "KEN", List.of(), "1970-06-01", DIFFERENT_PASSPORT))
                .thenWarned(entered("V2", DIFFERENT_PASSPORT), new Warning(WarningCode.POSSIBLE_DUPLICATE, Map.of()));
        assertThat(new RegisterVolunteer(
                                "V2",
                                "KEN",
                                Optional.empty(),
                                Optional.empty(),
                                Gender.FEMALE,
                                new PersonalData(
                                        "Test Person",
                                        day("1970-05-04"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                day("1992-01-02"),
                                DIFFERENT_PASSPORT)
                        .administrative())
                .isTrue();
    }

    @Test
    void keeps_all_nationalities_each_once() {
        given().when(person("V1", "KEN", List.of("UGA", "XXB"), "1970-06-01", Optional.empty()))
                .then(new VolunteerRegistered(
                        "V1",
                        "KEN",
                        Optional.of(List.of("UGA", "XXB")),
                        Optional.of("UGA"),
                        Gender.FEMALE,
                        1970,
                        Optional.of(day("1970-06-01")),
                        new SealedPersonalData("AES256_GCM", "c2VhbGVk"),
                        "fingerprint-of-V1",
                        day("1992-01-02"),
                        Optional.empty()));
        given().when(person("V1", "KEN", List.of("KEN"), "1970-06-01", Optional.empty()))
                .refused(RefusalCode.NATIONALITY_NOT_VALID, Map.of("nationality", "KEN"));
    }

    @Test
    void takes_a_former_state_in_its_years_only() {
        assertThat(given().when(person("V1", "YUG", List.of("CSK"), "1970-06-01", Optional.empty()))
                        .events())
                .hasSize(1);
        given().when(person("V1", "KEN", List.of("SUN"), "1970-06-01", Optional.empty()))
                .refused(RefusalCode.NATIONALITY_NOT_VALID, Map.of("nationality", "SUN", "lastDay", "1991-12-25"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-01", "1992-02-01", "1974-03-01", "1891-01-01"})
    void refuses_an_implausible_birth_date_and_tells_no_age(String bornBefore) {
        given().when(person("V1", "KEN", List.of(), bornBefore, Optional.empty()))
                .refused(
                        RefusalCode.IMPLAUSIBLE_BIRTH_DATE,
                        Map.of("registeredOn", "1992-01-02", "ageMin", 18, "ageMax", 100));
    }

    private static RegisterSealedVolunteer register(String volunteer, String identity) {
        return new RegisterSealedVolunteer(
                volunteer,
                "KEN",
                List.of(),
                Optional.of("UGA"),
                Gender.FEMALE,
                1970,
                day("1970-06-01"),
                new SealedPersonalData("AES256_GCM", "c2VhbGVk"),
                identity,
                day("1992-01-02"),
                Optional.empty());
    }

    private static RegisterSealedVolunteer person(
            String volunteer,
            String nationality,
            List<String> others,
            String bornBefore,
            Optional<DuplicateReason> notADuplicate) {
        return new RegisterSealedVolunteer(
                volunteer,
                nationality,
                others,
                Optional.of("UGA"),
                Gender.FEMALE,
                1970,
                day(bornBefore),
                new SealedPersonalData("AES256_GCM", "c2VhbGVk"),
                "fingerprint-of-V1",
                day("1992-01-02"),
                notADuplicate);
    }

    private static VolunteerRegistered entered(String volunteer, Optional<DuplicateReason> notADuplicate) {
        return new VolunteerRegistered(
                volunteer,
                "KEN",
                Optional.empty(),
                Optional.of("UGA"),
                Gender.FEMALE,
                1970,
                Optional.of(day("1970-06-01")),
                new SealedPersonalData("AES256_GCM", "c2VhbGVk"),
                "fingerprint-of-V1",
                day("1992-01-02"),
                notADuplicate);
    }
}
