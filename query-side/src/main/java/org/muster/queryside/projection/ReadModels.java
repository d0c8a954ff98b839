package org.muster.queryside.projection;

import java.util.Set;
import javax.sql.DataSource;
import org.muster.events.MissionEvent;
import org.muster.events.VolunteerEvent;
import org.muster.events.VolunteerRegistered;
import org.muster.messaging.Generations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every read model. The names are those of checkpoints, consumer groups, schemas and addresses: they never change. */
@Configuration(proxyBeanMethods = false)
class ReadModels {

    @Bean
    ReadModel missions() {
        return new ReadModel(
                "missions", new Facts(MissionEvent.class, Set.of()), MissionRows::apply, MissionRows::apply);
    }

    @Bean
    ReadModel assignments() {
        return new ReadModel(
                "assignments",
                new Facts(VolunteerEvent.class, Set.of(VolunteerRegistered.class)),
                AssignmentRows::apply,
                AssignmentRows::fill);
    }

    @Bean
    Generations generations(DataSource dataSource) {
        return new Generations(dataSource);
    }
}
