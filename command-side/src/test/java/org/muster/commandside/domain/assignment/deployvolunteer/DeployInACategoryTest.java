package org.muster.commandside.domain.assignment.deployvolunteer;

import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.domain.assignment.deployvolunteer.UntacReady.command;
import static org.muster.commandside.domain.assignment.deployvolunteer.UntacReady.deployedAs;
import static org.muster.commandside.domain.assignment.deployvolunteer.UntacReady.ready;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.commands.RefusalCode;
import org.muster.events.Category;

/** X6: in a category that fits. */
class DeployInACategoryTest {

    @ParameterizedTest
    @EnumSource
    void x6_a_national_of_the_area_serves_in_national_categories_only(Category category) {
        var outcome = ready().and(registered("K1", "KHM")).when(command("K1", "A1", "1992-04-01", category, true));
        switch (category.type()) {
            case INTERNATIONAL ->
                outcome.refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of("category", category.name(), "nationality", "KHM", "area", List.of("KHM")));
            case NATIONAL -> outcome.then(deployedAs("K1", category));
        }
    }

    @ParameterizedTest
    @EnumSource
    void x6_who_comes_from_elsewhere_serves_in_international_categories_only(Category category) {
        var outcome = ready().when(command("V1", "A1", "1992-04-01", category, true));
        switch (category.type()) {
            case INTERNATIONAL -> outcome.then(deployedAs("V1", category));
            case NATIONAL ->
                outcome.refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of("category", category.name(), "nationality", "KEN", "area", List.of("KHM")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void x6_a_foreigner_who_resides_in_the_area_may_serve_in_either(Category category) {
        ready().and(registered("R1", "VNM", Optional.of("KHM")))
                .when(command("R1", "A1", "1992-04-01", category, true))
                .then(deployedAs("R1", category));
    }

    @Test
    void x6_tells_the_residence_that_did_not_help() {
        ready().and(registered("R1", "VNM", Optional.of("THA")))
                .when(command("R1", "A1", "1992-04-01", Category.REFUGEE, true))
                .refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of(
                                "category",
                                "REFUGEE",
                                "nationality",
                                "VNM",
                                "residence",
                                "THA",
                                "area",
                                List.of("KHM")));
    }
}
