package org.muster.queryside.report;

import io.swagger.v3.oas.models.media.JsonSchema;
import java.util.Set;
import org.muster.web.parameters.ParameterFormat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How {@link KnownAt} is written in a query. */
@Configuration(proxyBeanMethods = false)
class KnownAtFormat {

    @Bean
    ParameterFormat<KnownAt> knownAt() {
        return new ParameterFormat<>(
                KnownAt.class,
                KnownAt::parse,
                KnownAt.FORM,
                new JsonSchema().types(Set.of("string")).description(KnownAt.FORM));
    }
}
