package org.muster.queryside.door;

import io.swagger.v3.oas.models.media.JsonSchema;
import java.time.Clock;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.web.Door;
import org.muster.web.openapi.ApiDescription;
import org.muster.web.parameters.ParameterFormat;
import org.muster.web.problem.ProblemVocabulary;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door of the query side. */
@Door
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /** The one clock; "today" is a UTC date, because missions lie in all time zones. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ApiDescription apiDescription() {
        return new ApiDescription(
                "Muster: reports",
                "Reports on UN Volunteers in peace operations, as JSON or CSV by Accept. Needs scope reports; /admin needs"
                        + " scope admin.");
    }

    @Bean
    ProblemVocabulary queryProblems() {
        return new ProblemVocabulary(QueryProblem.values());
    }

    @Bean
    ParameterFormat<MissionAcronym> missionAcronym() {
        return new ParameterFormat<>(
                MissionAcronym.class,
                MissionAcronym::parse,
                "must be a mission's acronym, written like UNTAC",
                new JsonSchema().types(Set.of("string")).pattern(Text.ACRONYM).maxLength(MissionAcronym.LENGTH_MAX));
    }
}
