package org.muster.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.muster.web.problem.ProblemCatalog;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of {@code /v3/api-docs} that are the same on every side: an OpenAPI 3.1 document, open to read. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenApiSettings.class)
public class OpenApiConfiguration {

    /** The name of the one security scheme. */
    public static final String BEARER = "bearer";

    @Bean
    OpenAPI openApi(ApiDescription api, OpenApiSettings settings) {
        return new OpenAPI()
                .info(new Info()
                        .title(api.title())
                        .version("1")
                        .description(api.description())
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url(settings.baseUrl())))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    GlobalOpenApiCustomizer problemsOfEveryOperation(ProblemCatalog catalog) {
        return new ProblemResponses(catalog);
    }
}
