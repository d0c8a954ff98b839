package org.muster.queryside.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String BEARER = "bearer";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Muster: reports")
                        .version("1")
                        .description("Reports on UN Volunteers in peace operations, as JSON or CSV by Accept. Needs"
                                + " scope reports; /admin needs scope admin."))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** The header that every report knows. */
    @Bean
    OpenApiCustomizer positionHeader() {
        return document -> document.getPaths().forEach((path, item) -> {
            if (path.startsWith("/reports/") || path.startsWith("/missions")) {
                item.getGet()
                        .addParametersItem(new HeaderParameter()
                                .name(Parameters.POSITION)
                                .description("The answer includes everything up to this position, which a command's"
                                        + " answer gives; waited for, then 504")
                                .schema(new IntegerSchema().format("int64").minimum(BigDecimal.ZERO)));
            }
        });
    }
}
