package org.muster.commandside.adapter.http;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes each command, with the schema that the intake checks, into {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String BEARER = "bearer";

    @Bean
    OpenApiCustomizer commands() {
        return api -> {
            api.setInfo(new Info()
                    .title("Muster: command side")
                    .version("1")
                    .description("Commands, and the history that they make"));
            api.schemaRequirement(
                    BEARER,
                    new SecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .bearerFormat("JWT"));
            api.addSecurityItem(new SecurityRequirement().addList(BEARER));
            CommandCatalog.all().forEach(type -> add(type, api));
        };
    }

    private static void add(CommandType type, OpenAPI api) {
        api.path(
                "/commands/" + type.name(),
                new PathItem()
                        .post(new Operation()
                                .operationId(type.name())
                                .addTagsItem("commands")
                                .addParametersItem(new HeaderParameter()
                                        .name("Idempotency-Key")
                                        .required(true)
                                        .description("The command's id, a UUID of your choice")
                                        .schema(new JsonSchema()
                                                .typesItem("string")
                                                .format("uuid")))
                                .requestBody(new RequestBody()
                                        .required(true)
                                        .content(new Content()
                                                .addMediaType(
                                                        "application/json", new MediaType().schema(schema(type)))))
                                .responses(responses())));
    }

    private static JsonSchema schema(CommandType type) {
        return Json31.mapper().convertValue(type.schema(), JsonSchema.class);
    }

    private static ApiResponses responses() {
        return new ApiResponses()
                .addApiResponse("200", new ApiResponse().description("Recorded: commandId, position, events"))
                .addApiResponse("400", new ApiResponse().description("Malformed or invalid; every field is named"))
                .addApiResponse("409", new ApiResponse().description("Refused by a rule: its code and what decided"))
                .addApiResponse("422", new ApiResponse().description("The id was used for another command"))
                .addApiResponse("503", new ApiResponse().description("Try again with the same id"));
    }
}
