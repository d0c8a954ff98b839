package org.muster.commandside.domain.volunteer.correctpersonaldata;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.events.volunteer.ErasureBasis;
import org.muster.events.volunteer.PersonalDataCorrected;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerPersonalDataErased;

class CorrectPersonalDataTest {

    private static final SealedPersonalData SEALED = new SealedPersonalData("AES256_GCM", "Y29ycmVjdGVk");

    private static CorrectSealedPersonalData correct(String nationality, String bornBefore, String identity) {
        return new CorrectSealedPersonalData(
                "V1",
                nationality,
                day(bornBefore).minusMonths(1).getYear(),
                day(bornBefore),
                SEALED,
                identity,
                day("1993-01-02"));
    }

    private static PersonalDataCorrected corrected(String identity) {
        return new PersonalDataCorrected("V1", 1966, day("1966-06-01"), SEALED, identity, day("1993-01-02"));
    }

    @Test
    void corrects_a_person_also_one_who_stays_the_same() {
        given(registered("V1", "KEN"))
                .when(correct("KEN", "1966-06-01", "another"))
                .then(corrected("another"));
        given(registered("V1", "KEN"))
                .when(correct("KEN", "1966-06-01", "fingerprint-of-V1"))
                .then(corrected("fingerprint-of-V1"));
        given(registered("V1", "KEN"), corrected("another"))
                .when(correct("KEN", "1966-06-01", "another"))
                .then(corrected("another"));
    }

    @Test
    void nobody_becomes_somebody_who_is_in_the_roster() {
        given(registered("V1", "KEN"), registered("V2", "KEN"))
                .when(correct("KEN", "1966-06-01", "fingerprint-of-V2"))
                .refused(RefusalCode.DUPLICATE_IDENTITY, Map.of());
        given(registered("V1", "KEN"), corrected("another"), registered("V2", "KEN"))
                .when(correct("KEN", "1966-06-01", "fingerprint-of-V1"))
                .refused(RefusalCode.DUPLICATE_IDENTITY, Map.of());
    }

    @Test
    void corrects_nobody_who_is_unknown_or_erased() {
        given().when(correct("KEN", "1966-06-01", "another"))
                .refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V1"));
        given(
                        registered("V1", "KEN"),
                        new VolunteerPersonalDataErased("V1", ErasureBasis.DATA_SUBJECT_REQUEST, day("1993-01-01")))
                .when(correct("KEN", "1966-06-01", "another"))
                .refused(RefusalCode.ALREADY_ERASED, Map.of("volunteer", "V1"));
    }

    @Test
    void refuses_another_nationality_and_an_implausible_birth_date() {
        given(registered("V1", "KEN"))
                .when(correct("UGA", "1966-06-01", "another"))
                .refused(RefusalCode.NATIONALITY_DIFFERS, Map.of("volunteer", "V1"));
        given(registered("V1", "KEN"))
                .when(correct("KEN", "1990-06-01", "another"))
                .refused(
                        RefusalCode.IMPLAUSIBLE_BIRTH_DATE,
                        Map.of("registeredOn", "1993-01-02", "ageMin", 18, "ageMax", 100));
    }
}
