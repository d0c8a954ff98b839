package org.muster.commandside.adapter.http;

import com.zaxxer.hikari.HikariDataSource;
import io.swagger.v3.oas.models.media.JsonSchema;
import java.time.Duration;
import java.util.Set;
import org.muster.web.Door;
import org.muster.web.journal.DoorJournal;
import org.muster.web.parameters.ParameterFormat;
import org.muster.web.problem.ProblemVocabulary;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The HTTP door of the command side. */
@Door
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    ProblemVocabulary commandProblems() {
        return new ProblemVocabulary(CommandProblem.all());
    }

    @Bean
    DoorJournal doorJournal(
            @Qualifier("historyPool") HikariDataSource pool, @Value("${muster.audit.door-kept-for}") Duration keptFor) {
        return DoorJournal.begin(pool, "audit.door", keptFor);
    }

    @Bean
    ParameterFormat<IdempotencyKey> idempotencyKey() {
        return new ParameterFormat<>(
                IdempotencyKey.class,
                IdempotencyKey::parse,
                "must be a UUID of your choice",
                new JsonSchema().types(Set.of("string")).format("uuid"));
    }
}
