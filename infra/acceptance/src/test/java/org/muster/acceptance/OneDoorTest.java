package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.acceptance.Caller.Reply;
import tools.jackson.databind.JsonNode;

/** Both sides are one door: one vocabulary of problems, one kind of document, the same access to it. */
@ExtendWith(RunningApplication.class)
class OneDoorTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final Caller nobody;

    OneDoorTest(Application application) {
        nobody = Caller.nobody(application);
    }

    @Test
    void a_code_means_the_same_on_both_sides_and_has_a_page_there() {
        Map<String, String> commandSide = titles(nobody.audit("/problems"));
        Map<String, String> querySide = titles(nobody.query("/problems"));

        assertThat(commandSide).containsKeys("INVALID", "TOO_LARGE", "UNKNOWN_MISSION", "CEILING_REACHED");
        assertThat(querySide).containsKeys("INVALID", "TOO_LARGE", "UNKNOWN_MISSION", "UNKNOWN_PROJECTION");
        assertThat(Stream.concat(commandSide.keySet().stream(), querySide.keySet().stream()))
                .noneMatch(code -> code.endsWith("_UNKNOWN") && !code.equals("OUTCOME_UNKNOWN"))
                .doesNotContain("CONTENT_TOO_LARGE");
        Set<String> shared = new HashSet<>(commandSide.keySet());
        shared.retainAll(querySide.keySet());
        assertThat(shared).isNotEmpty().allSatisfy(code -> {
            assertThat(commandSide.get(code)).as(code).isEqualTo(querySide.get(code));
            assertThat(nobody.audit("/problems/" + code).status()).isEqualTo(200);
            assertThat(nobody.query("/problems/" + code).status()).isEqualTo(200);
        });
    }

    private static Map<String, String> titles(Reply reply) {
        Map<String, String> titles = new LinkedHashMap<>();
        reply.json()
                .forEach(kind -> titles.put(
                        kind.path("code").asString(), kind.path("title").asString()));
        return titles;
    }

    @Test
    void the_documents_are_open_complete_and_hang_together() {
        for (Reply reply : List.of(nobody.audit("/v3/api-docs"), nobody.query("/v3/api-docs"))) {
            assertThat(reply.status()).isEqualTo(200);
            JsonNode document = reply.json();
            List<String> wrong = new ArrayList<>();
            assertThat(document.path("openapi").asString()).startsWith("3.1");
            assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
            Set<String> ids = new HashSet<>();
            document.path("paths")
                    .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                        if (METHODS.contains(method)) {
                            check(method + " " + path, operation, ids, wrong);
                        }
                    }));
            references(document, document, wrong);
            assertThat(document.path("paths").propertyNames()).doesNotContain("/error");
            assertThat(document.at("/components/schemas").propertyNames()).doesNotContain("Row", "Total", "View");
            assertThat(wrong).isEmpty();
        }
    }

    private static void check(String what, JsonNode operation, Set<String> ids, List<String> wrong) {
        if (!ids.add(operation.path("operationId").asString(what))) {
            wrong.add(what + ": its operationId is another's");
        }
        operation.path("parameters").forEach(parameter -> {
            if (!parameter.path("schema").isObject() || parameter.path("schema").isEmpty()) {
                wrong.add(what + ": parameter " + parameter.path("name") + " has no schema");
            }
        });
        JsonNode responses = operation.path("responses");
        if (responses.propertyNames().stream().noneMatch(status -> status.startsWith("2"))) {
            wrong.add(what + ": nothing is said of success");
        }
        responses.forEachEntry((status, response) -> {
            if (response.path("description").asString("").isBlank()) {
                wrong.add(what + " " + status + ": no description");
            }
            if (!status.equals("204") && response.path("content").isEmpty()) {
                wrong.add(what + " " + status + ": no content");
            }
            if (status.startsWith("4") && !response.path("content").has("application/problem+json")) {
                wrong.add(what + " " + status + ": is no problem");
            }
        });
    }

    private static void references(JsonNode node, JsonNode document, List<String> wrong) {
        JsonNode reference = node.path("$ref");
        if (reference.isString()
                && reference.asString().startsWith("#")
                && document.at(reference.asString().substring(1)).isMissingNode()) {
            wrong.add("nothing is at " + reference);
        }
        node.forEach(child -> references(child, document, wrong));
    }
}
