package org.muster.benchmark.axon4;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.springframework.stereotype.Component;

/** Both aggregates in one unit of work; the mission always first, so that two commands never wait for each other. */
@Component
class DeployVolunteerHandler {

    private final Configuration axon;

    DeployVolunteerHandler(Configuration axon) {
        this.axon = axon;
    }

    @CommandHandler
    boolean handle(Deployment command) throws Exception {
        Aggregate<MissionAggregate> mission = missions().load(command.missionId());
        if (!mission.invoke(MissionAggregate::hasPost)) {
            return false;
        }
        Aggregate<VolunteerAggregate> volunteer =
                axon.repository(VolunteerAggregate.class).loadOrCreate(command.volunteerId(), VolunteerAggregate::new);
        if (volunteer.invoke(VolunteerAggregate::isDeployed)) {
            return false;
        }
        mission.execute(root -> root.takePost(command.volunteerId()));
        volunteer.execute(root -> root.deploy(command.accepted()));
        return true;
    }

    @CommandHandler
    void handle(Mission command) throws Exception {
        missions().newInstance(() -> new MissionAggregate(command.id(), command.ceiling()));
    }

    private Repository<MissionAggregate> missions() {
        return axon.repository(MissionAggregate.class);
    }
}
