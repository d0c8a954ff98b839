package org.muster.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.web.problem.ProblemCatalog;
import org.muster.web.problem.ProblemType;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/**
 * Adds to every operation the problems that it can answer with, by status and code, unless it describes a status itself; and
 * says which operations need no token.
 */
final class ProblemResponses implements GlobalOpenApiCustomizer {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String PROBLEM = "Problem";

    /** Statuses that only an operation with a body answers. */
    private static final List<Integer> WITH_BODY = List.of(409, 413, 415, 422);

    private static final List<Integer> OF_COMMANDS_ONLY = List.of(409, 422);
    private static final List<Integer> OF_PROTOCOL = List.of(408, 414, 417, 431, 501, 505);

    private final Map<Integer, List<ProblemType>> byStatus;

    ProblemResponses(ProblemCatalog catalog) {
        this.byStatus = catalog.all().stream()
                .collect(Collectors.groupingBy(type -> type.status().value(), TreeMap::new, Collectors.toList()));
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getPaths().remove("/error");
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation)));
    }

    private void complete(String path, PathItem.HttpMethod method, Operation operation) {
        boolean open = isOpen(path);
        if (open) {
            operation.setSecurity(List.of());
        } else if (operation.getSecurity() == null) {
            operation.addSecurityItem(new SecurityRequirement().addList(OpenApiConfiguration.BEARER));
        }
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        byStatus.forEach((status, types) -> {
            boolean possible = !OF_PROTOCOL.contains(status)
                    && (!open || status != 401 && status != 403)
                    && (method != PathItem.HttpMethod.GET || !WITH_BODY.contains(status))
                    && (path.startsWith("/commands")
                            || path.startsWith("/admin")
                            || !OF_COMMANDS_ONLY.contains(status));
            if (possible && !operation.getResponses().containsKey(Integer.toString(status))) {
                operation.getResponses().addApiResponse(Integer.toString(status), response(status, types));
            }
        });
    }

    private static boolean isOpen(String path) {
        return path.startsWith("/problems") || path.startsWith("/schemas") || path.equals("/config.json");
    }

    private static ApiResponse response(int status, List<ProblemType> types) {
        ApiResponse response = new ApiResponse()
                .description(types.stream()
                        .map(type -> type.code() + ": " + type.title())
                        .collect(Collectors.joining("; ")))
                .content(new Content()
                        .addMediaType(
                                PROBLEM_JSON,
                                new MediaType()
                                        .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))
                                        .example(example(types.getFirst()))));
        if (status == 429 || status == 503) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("Seconds to wait before the same request is sent again")
                            .schema(type("integer")));
        }
        return response;
    }

    private static Map<String, Object> example(ProblemType type) {
        Map<String, Object> example = new TreeMap<>();
        example.put("type", "/problems/" + type.code());
        example.put("title", type.title());
        example.put("status", type.status().value());
        example.put("code", type.code());
        return example;
    }

    private static Schema<?> problem() {
        Schema<?> error = object(
                List.of("in", "field", "message"),
                Map.of(
                        "in", text("query, path, header or body"),
                        "field", text("A name; in a body a JSON pointer"),
                        "message", text("For people")));
        Schema<?> errors = type("array");
        errors.setItems(error);
        return object(
                List.of("type", "title", "status", "code"),
                Map.of(
                        "type", text("A page about this kind"),
                        "title", text("The same for every problem of this kind"),
                        "status", type("integer"),
                        "code", text("Stable: programs branch on it"),
                        "detail", text("What is special about this one"),
                        "errors", errors));
    }

    private static Schema<?> object(List<String> required, Map<String, Schema<?>> members) {
        Schema<?> object = type("object");
        new TreeMap<>(members).forEach(object::addProperty);
        object.setRequired(required);
        return object;
    }

    private static Schema<?> text(String description) {
        Schema<?> text = type("string");
        text.setDescription(description);
        return text;
    }

    private static Schema<?> type(String name) {
        return new JsonSchema().typesItem(name);
    }
}
