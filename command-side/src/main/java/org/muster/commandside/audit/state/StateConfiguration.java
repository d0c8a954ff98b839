package org.muster.commandside.audit.state;

import io.swagger.v3.oas.models.media.JsonSchema;
import java.time.Instant;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.state.PastStates;
import org.muster.web.parameters.ParameterFormat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of {@code /audit/state}. */
@Configuration(proxyBeanMethods = false)
class StateConfiguration {

    @Bean
    PastStates pastStates(History history) {
        return new PastStates(history);
    }

    @Bean
    DecisionModels decisionModels() {
        return new DecisionModels();
    }

    @Bean
    ParameterFormat<PointInTime> pointsInTime(ParameterFormat<Instant> instants) {
        return new ParameterFormat<>(
                PointInTime.class,
                text -> PointInTime.parse(text, instants.parse()),
                "must be a position or an instant in UTC, written like 4711 or 2026-11-27T12:00:00Z",
                new JsonSchema().typesItem("string"));
    }
}
