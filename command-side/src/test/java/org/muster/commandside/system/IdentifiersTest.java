package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.RunningCommandSide.line;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** An identifier is copied into topics, tags and logs, so none may say who somebody is. */
@ResourceLock(RunningCommandSide.SHARED)
class IdentifiersTest {

    private static final Map<String, Object> PERSON =
            Map.of("name", "Ragnhild Fabricated", "birthDate", "1961-05-17", "passport", "ZX 987-654");

    private final RunningCommandSide system = RunningCommandSide.shared();

    private static Map<String, Object> registration(String volunteer) {
        return with(register(volunteer, "x"), "personalData", PERSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ragnhild.fabricated", "FABRICATED-1961", "unv_ragnhild7", "V-ZX987654"})
    void a_volunteer_is_not_registered_under_a_part_of_the_name_or_the_passport(String volunteer) {
        Answer answer = system.command("RegisterVolunteer", UUID.randomUUID(), registration(volunteer));

        isRefused(answer.status(), answer.json(), volunteer);
        JsonNode inBulk = system.bulk(List.of(line("RegisterVolunteer", registration(volunteer))))
                .getFirst();
        isRefused(inBulk.path("status").asInt(), inBulk.path("problem"), volunteer);
        assertThat(system.history("?tag=volunteer:" + volunteer)).isEmpty();
        assertThat(system.get("/audit/refusals", "audit").text()).doesNotContain(volunteer);
    }

    private static void isRefused(int status, JsonNode problem, String volunteer) {
        assertThat(status).isEqualTo(400);
        assertThat(problem.path("code").asString()).isEqualTo("INVALID");
        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactly("/volunteer");
        assertThat(problem.toString())
                .contains("name")
                .doesNotContain(volunteer)
                .doesNotContain("Ragnhild");
    }

    @Test
    void the_same_person_is_registered_under_an_identifier_that_names_nobody() {
        String volunteer = fresh("V");

        system.accepted("RegisterVolunteer", registration(volunteer));

        assertThat(system.history("?tag=volunteer:" + volunteer)).hasSize(1);
    }

    /** Whatever is no identifier may be a name, so it is not written where accesses are. */
    @ParameterizedTest
    @ValueSource(strings = {"Ragnhild%20Fabricated", "ragnhild@example.org", "Łucja", ".", "-V7"})
    void who_is_asked_for_by_what_is_no_identifier_is_not_looked_up(String volunteer) {
        for (String path :
                List.of("/personal-data/%s?purpose=AUDIT", "/personal-data/%s/separation-reasons?purpose=AUDIT")) {
            String encoded = volunteer.replace("Ł", "%C5%81");
            assertThat(system.get(path.formatted(encoded), "personal-data").status())
                    .as(path)
                    .isIn(400, 404);
        }
        assertThat(system.get("/roster/separation-reasons?assignment=Ragnhild%20Fabricated", "roster")
                        .status())
                .isEqualTo(400);
        assertThat(system.get("/audit/accesses", "audit").text())
                .doesNotContain("agnhild")
                .doesNotContain("ucja");
    }
}
