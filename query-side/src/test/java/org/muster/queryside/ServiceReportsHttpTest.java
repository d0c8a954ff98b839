package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What surrounds service, over HTTP; what the figures are, ServiceReportsTest says. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class ServiceReportsHttpTest {

    private static final RunningQuerySide QUERY_SIDE = RunningQuerySide.shared();

    @Test
    void says_how_many_are_due_for_rest_and_that_nobody_was_evacuated() throws Exception {
        String rest = QUERY_SIDE.get("/reports/rest?on=2002-08-15").body();
        assertThat(JsonPath.<Map<String, Object>>read(rest, "$.rows[0]"))
                .containsEntry("station", "UNMISET-CITY")
                .containsEntry("persons", 3)
                .containsEntry("due", 2)
                .containsEntry("dueSoon", 1);
        assertThat(JsonPath.<List<?>>read(QUERY_SIDE.get("/reports/evacuations").body(), "$.rows"))
                .isEmpty();
    }

    @Test
    void says_how_much_of_the_service_that_is_allowed_is_used() throws Exception {
        HttpResponse<String> answer = QUERY_SIDE.getAs(
                QUERY_SIDE.issuer().tokenWith("roster"), "/reports/service-limit?on=2003-01-15&volunteer=V1");

        assertThat(JsonPath.<Map<String, Object>>read(answer.body(), "$.rows[0]"))
                .containsEntry("assignment", "A2")
                .containsEntry("daysServed", 92 + 15)
                .containsEntry("daysMax", 1461)
                .containsEntry("usedPercent", 7.3);
    }

    @Test
    void narrows_the_roster_to_a_region_and_refuses_others() throws Exception {
        String token = QUERY_SIDE.issuer().tokenWith("roster");

        HttpResponse<String> nowhere = QUERY_SIDE.getAs(token, "/reports/roster?on=2002-08-15&region=OTHER");
        assertThat(JsonPath.<List<?>>read(nowhere.body(), "$.rows")).hasSize(3);
        assertThat(JsonPath.<List<?>>read(
                        QUERY_SIDE
                                .getAs(token, "/reports/roster?on=2002-08-15&region=AFRICA")
                                .body(),
                        "$.rows"))
                .isEmpty();
        assertThat(QUERY_SIDE.getAs(token, "/reports/roster?region=ATLANTIS").statusCode())
                .isEqualTo(400);
    }
}
