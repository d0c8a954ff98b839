package org.muster.commandside.adapter.http;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.muster.web.openapi.ApiDescription;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes each command, with the schema that the intake checks, into {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String ACCEPTED = "CommandAccepted";
    private static final String WOULD_BE_ACCEPTED = "CommandWouldBeAccepted";

    @Bean
    ApiDescription apiDescription() {
        return new ApiDescription(
                "Muster: commands",
                "Commands, one by one, in bulk and as imports, and the history that they make. Needs scope commands;"
                        + " imports need scope import, /audit needs audit, /admin needs admin.");
    }

    @Bean
    OpenApiCustomizer commands() {
        return api -> {
            api.getComponents().addSchemas(ACCEPTED, accepted());
            api.getComponents().addSchemas(WOULD_BE_ACCEPTED, wouldBeAccepted());
            CommandCatalog.all().forEach(type -> add(type, api));
        };
    }

    private static void add(CommandType type, OpenAPI api) {
        api.path(
                "/commands/" + type.name(),
                new PathItem()
                        .post(new Operation()
                                .operationId(type.name())
                                .summary("Records what follows from the command, if the rules allow it")
                                .addTagsItem("commands")
                                .addParametersItem(new HeaderParameter()
                                        .name(IdempotencyKey.HEADER)
                                        .required(true)
                                        .description("The command's id, a UUID of your choice: the same id is the same"
                                                + " command")
                                        .schema(type("string").format("uuid")))
                                .addParametersItem(new QueryParameter()
                                        .name(CommandController.DRY_RUN)
                                        .description(
                                                "Whether nothing is recorded, and the answer is what it would be now")
                                        .schema(defaultsToFalse()))
                                .requestBody(new RequestBody()
                                        .required(true)
                                        .content(json(Json31.mapper().convertValue(type.schema(), JsonSchema.class))))
                                .responses(new ApiResponses()
                                        .addApiResponse(
                                                "200",
                                                new ApiResponse()
                                                        .description("Recorded, and durable; or what would be recorded"
                                                                + warned(type))
                                                        .content(json(new Schema<>()
                                                                .oneOf(List.of(
                                                                        reference(ACCEPTED),
                                                                        reference(WOULD_BE_ACCEPTED))))))
                                        .addApiResponse("409", refused(type)))));
    }

    private static String warned(CommandType type) {
        return type.warnings().isEmpty()
                ? "; no rule warns of it"
                : "; possible warnings: "
                        + type.warnings().stream().map(WarningCode::name).collect(Collectors.joining(", "));
    }

    /** Only the codes of this command, so that a generated client knows which ones to expect. */
    private static ApiResponse refused(CommandType type) {
        JsonSchema code = new JsonSchema();
        code.setEnum(type.refusals().stream().<Object>map(RefusalCode::name).toList());
        Schema<?> narrowed = type("object");
        narrowed.addProperty("code", code);
        return new ApiResponse()
                .description(type.refusals().stream()
                        .map(refusal -> refusal.name() + ": " + refusal.meaning())
                        .collect(Collectors.joining("; ")))
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().allOf(List.of(reference("Problem"), narrowed)))));
    }

    private static Content json(Schema<?> schema) {
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> accepted() {
        Schema<?> events = type("array");
        events.setItems(object(
                Map.of("id", type("string").format("uuid"), "type", type("string"), "position", type("integer"))));
        Schema<?> accepted = object(
                Map.of("commandId", type("string").format("uuid"), "position", type("integer"), "events", events));
        accepted.addProperty("warnings", warnings());
        return accepted;
    }

    private static Schema<?> wouldBeAccepted() {
        Schema<?> events = type("array");
        events.setItems(object(Map.of("type", type("string"))));
        JsonSchema dryRun = new JsonSchema();
        dryRun.setConst(true);
        Schema<?> recorded = type("boolean");
        recorded.setDescription("Whether this command is on record already: sent again, it gets its first answer");
        Schema<?> accepted = object(Map.of(
                "dryRun",
                dryRun,
                "commandId",
                type("string").format("uuid"),
                "alreadyRecorded",
                recorded,
                "events",
                events));
        accepted.addProperty("warnings", warnings());
        return accepted;
    }

    private static Schema<?> warnings() {
        Schema<?> warnings = type("array");
        JsonSchema code = new JsonSchema();
        code.setEnum(Arrays.stream(WarningCode.values())
                .<Object>map(WarningCode::name)
                .toList());
        code.setDescription(Arrays.stream(WarningCode.values())
                .map(warning -> warning.name() + ": " + warning.meaning())
                .collect(Collectors.joining("\n")));
        warnings.setItems(object(Map.of("code", code, "details", type("object"))));
        return warnings;
    }

    private static Schema<?> defaultsToFalse() {
        JsonSchema schema = new JsonSchema();
        schema.typesItem("boolean");
        schema.setDefault(false);
        return schema;
    }

    private static Schema<?> object(Map<String, Schema<?>> members) {
        Schema<?> object = type("object");
        members.forEach(object::addProperty);
        object.setRequired(List.copyOf(members.keySet()));
        return object;
    }

    private static Schema<?> type(String name) {
        return new JsonSchema().typesItem(name);
    }
}
