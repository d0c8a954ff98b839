package org.muster.queryside.door;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.muster.web.Door;
import org.muster.web.journal.DoorJournal;
import org.muster.web.openapi.ApiDescription;
import org.muster.web.problem.ProblemVocabulary;
import org.springframework.beans.factory.annotation.Value;
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
    DoorJournal doorJournal(DataSource database, @Value("${muster.door.kept-for:365d}") Duration keptFor) {
        return DoorJournal.begin(database, "read_models.door", keptFor);
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
}
