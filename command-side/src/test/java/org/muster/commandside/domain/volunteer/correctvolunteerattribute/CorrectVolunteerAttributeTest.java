package org.muster.commandside.domain.volunteer.correctvolunteerattribute;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.SelectCandidate;
import org.muster.commands.volunteer.CorrectVolunteerAttribute;
import org.muster.commandside.Examples;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.VolunteerAttributeCorrected;

class CorrectVolunteerAttributeTest {

    private static final Optional<List<String>> ALSO_CAMBODIAN = Optional.of(List.of("KHM"));

    @Test
    void corrects_what_is_wrong_before_the_first_entry_on_duty() {
        given(registered("V1", "KEN"))
                .when(correct(Optional.of("UGA"), ALSO_CAMBODIAN, Optional.of("RWA"), Optional.of(Gender.OTHER)))
                .then(corrected(Optional.of("UGA"), ALSO_CAMBODIAN, Optional.of("RWA"), Optional.of(Gender.OTHER)));
        given().when(correct(Optional.of("UGA"), Optional.empty(), Optional.empty(), Optional.empty()))
                .refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V1"));
    }

    @Test
    void x6_goes_by_the_corrected_nationalities_also_the_second_one() {
        given(
                        Examples.untac(),
                        submitted("D1"),
                        funded("D1"),
                        registered("V1", "KEN"),
                        corrected(Optional.empty(), ALSO_CAMBODIAN, Optional.empty(), Optional.empty()))
                .when(new SelectCandidate("D1", "V1", day("1992-03-12")))
                .refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of(
                                "category",
                                "INTERNATIONAL_SPECIALIST",
                                "nationality",
                                "KEN",
                                "otherNationalities",
                                List.of("KHM"),
                                "area",
                                List.of("KHM")));
    }

    @Test
    void nationalities_are_locked_by_the_first_entry_on_duty() {
        given(registered("V1", "KEN"), deployed("V1", "1992-04-01"))
                .when(correct(Optional.of("UGA"), Optional.empty(), Optional.empty(), Optional.empty()))
                .refused(RefusalCode.NATIONALITY_LOCKED, Map.of("volunteer", "V1"));
        given(registered("V1", "KEN"), deployed("V1", "1992-04-01"))
                .when(correct(Optional.empty(), Optional.empty(), Optional.of("RWA"), Optional.empty()))
                .then(corrected(Optional.empty(), Optional.empty(), Optional.of("RWA"), Optional.empty()));
    }

    @Test
    void refuses_what_changes_nothing_or_is_not_valid() {
        given(registered("V1", "KEN"))
                .when(correct(Optional.of("KEN"), Optional.empty(), Optional.empty(), Optional.empty()))
                .refused(RefusalCode.NO_CHANGE, Map.of("volunteer", "V1"));
        given(registered("V1", "KEN"))
                .when(correct(Optional.of("SUN"), Optional.empty(), Optional.empty(), Optional.empty()))
                .refused(RefusalCode.NATIONALITY_NOT_VALID, Map.of("nationality", "SUN", "lastDay", "1991-12-25"));
    }

    private static CorrectVolunteerAttribute correct(
            Optional<String> nationality,
            Optional<List<String>> others,
            Optional<String> residence,
            Optional<Gender> gender) {
        return new CorrectVolunteerAttribute("V1", nationality, others, residence, gender, day("1992-02-01"));
    }

    private static VolunteerAttributeCorrected corrected(
            Optional<String> nationality,
            Optional<List<String>> others,
            Optional<String> residence,
            Optional<Gender> gender) {
        return new VolunteerAttributeCorrected("V1", nationality, others, residence, gender, day("1992-02-01"));
    }
}
