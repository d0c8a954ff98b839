package org.muster.commandside.domain.recruitment.recordclearance;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.RecruitmentExamples.cleared;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.RecordClearance;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceResult;

class RecordClearanceTest {

    @Test
    void records_a_result_of_a_volunteer_on_record() {
        given(registered("V1", "KEN"))
                .when(record("1994-03-14"))
                .then(cleared("V1", ClearanceKind.MEDICAL, "1994-03-14"));
        given().when(record("1994-03-14")).refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V1"));
    }

    @Test
    void is_valid_at_least_on_its_day() {
        given(registered("V1", "KEN"))
                .when(record("1992-03-15"))
                .then(cleared("V1", ClearanceKind.MEDICAL, "1992-03-15"));
        given(registered("V1", "KEN"))
                .when(record("1992-03-14"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("validUntil", "1992-03-14", "notBefore", "1992-03-15"));
    }

    private static RecordClearance record(String validUntil) {
        return new RecordClearance(
                "V1", ClearanceKind.MEDICAL, ClearanceResult.CLEARED, day("1992-03-15"), Optional.of(day(validUntil)));
    }
}
