package org.muster.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one shape of refusals. */
class ProblemTest {

    @Test
    void is_rfc_9457_with_a_code_and_a_page() {
        JsonNode json = JsonMapper.shared()
                .valueToTree(Problem.invalid(FieldError.query("on", "must be a date"))
                        .with("more", 1));

        assertThat(json.propertyNames()).containsExactlyInAnyOrder("type", "title", "status", "code", "errors", "more");
        assertThat(json.path("type").asString()).isEqualTo("/problems/INVALID");
        assertThat(json.path("status").asInt()).isEqualTo(400);
        assertThat(json.at("/errors/0").propertyNames()).containsExactlyInAnyOrder("in", "field", "message");
    }

    @Test
    void does_not_take_the_request_s_path_for_its_instance() {
        Problem problem = Problem.of(WebProblem.NOT_FOUND);
        problem.setInstance(URI.create("/missions/somebody"));

        assertThat(JsonMapper.shared().writeValueAsString(problem)).doesNotContain("somebody");
    }

    @Test
    void one_code_has_one_meaning() {
        assertThatThrownBy(() -> new ProblemCatalog(List.of(List.of(WebProblem.INVALID))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("INVALID");
    }

    @Test
    void a_failure_is_logged_without_its_words() {
        SafeFailure safe = SafeFailure.of(new IllegalStateException("Solveig", new NumberFormatException("Solveig")));

        assertThat(safe).hasMessage("java.lang.IllegalStateException");
        assertThat(safe.getCause()).hasMessage("java.lang.NumberFormatException");
        assertThat(safe.getStackTrace()[0].getClassName()).isEqualTo(ProblemTest.class.getName());
    }
}
