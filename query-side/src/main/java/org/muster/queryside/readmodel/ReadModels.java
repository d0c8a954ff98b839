package org.muster.queryside.readmodel;

import java.util.List;
import javax.sql.DataSource;
import org.muster.messaging.rebuilding.Generations;
import org.muster.queryside.readmodel.assignments.Assignments;
import org.muster.queryside.readmodel.missions.Missions;
import org.muster.queryside.readmodel.service.Service;
import org.muster.readmodels.ReadModel;
import org.muster.readmodels.ReadModelProjection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every read model. The names are those of checkpoints, consumer groups, schemas and addresses: they never change. */
@Configuration(proxyBeanMethods = false)
public class ReadModels {

    /** Every read model. */
    public static final List<ReadModel> ALL = List.of(Missions.READ_MODEL, Assignments.READ_MODEL, Service.READ_MODEL);

    @Bean
    List<ReadModelProjection> projections() {
        return ALL.stream()
                .map(readModel -> new ReadModelProjection(readModel, EventReader.of(readModel)))
                .toList();
    }

    @Bean
    Generations generations(DataSource dataSource) {
        return new Generations(dataSource);
    }
}
