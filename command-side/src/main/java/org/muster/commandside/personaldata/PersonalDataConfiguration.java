package org.muster.commandside.personaldata;

import com.zaxxer.hikari.HikariDataSource;
import io.swagger.v3.oas.models.media.JsonSchema;
import java.util.Arrays;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.vault.Vault;
import org.muster.web.parameters.ParameterFormat;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of {@code /personal-data}. */
@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {

    @Bean
    AccessLog accessLog(@Qualifier("historyPool") HikariDataSource pool) {
        return new AccessLog(pool);
    }

    @Bean
    Erasures erasures(History history, Vault vault) {
        return Erasures.begin(history, vault);
    }

    @Bean
    ParameterFormat<Identifier> identifiers() {
        return new ParameterFormat<>(
                Identifier.class,
                Identifier::parse,
                "must be an identifier: letters, digits, dots, dashes and underscores, at most "
                        + Identifier.LENGTH_MAX,
                new JsonSchema().typesItem("string").pattern(Text.IDENTIFIER).maxLength(Identifier.LENGTH_MAX));
    }

    @Bean
    ParameterFormat<Purpose> purposes() {
        JsonSchema schema = new JsonSchema();
        schema.types(Set.of("string"));
        schema.setEnum(Arrays.stream(Purpose.values()).map(Object.class::cast).toList());
        return new ParameterFormat<>(
                Purpose.class,
                Purpose::parse,
                "must be one of " + Arrays.toString(Purpose.values()).replaceAll("[\\[\\]]", ""),
                schema);
    }
}
