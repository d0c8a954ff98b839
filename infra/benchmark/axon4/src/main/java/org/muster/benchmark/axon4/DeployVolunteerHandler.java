package org.muster.benchmark.axon4;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.muster.benchmark.kit.Deployment;

/** Both aggregates in one unit of work; the mission always first, so that two commands never wait for each other. */
class DeployVolunteerHandler {

    private final Repository<MissionAggregate> missions;
    private final Repository<VolunteerAggregate> volunteers;

    DeployVolunteerHandler(Repository<MissionAggregate> missions, Repository<VolunteerAggregate> volunteers) {
        this.missions = missions;
        this.volunteers = volunteers;
    }

    @CommandHandler
    boolean handle(Deployment command) throws Exception {
        Aggregate<MissionAggregate> mission = missions.load(command.missionId());
        if (!mission.invoke(MissionAggregate::hasPost)) {
            return false;
        }
        Aggregate<VolunteerAggregate> volunteer =
                volunteers.loadOrCreate(command.volunteerId(), VolunteerAggregate::new);
        if (volunteer.invoke(VolunteerAggregate::isDeployed)) {
            return false;
        }
        mission.execute(root -> root.takePost(command.volunteerId()));
        volunteer.execute(root -> root.deploy(command.accepted()));
        return true;
    }

    record StartMission(String missionId, int ceiling) {}

    @CommandHandler
    void handle(StartMission command) throws Exception {
        missions.newInstance(() -> new MissionAggregate(command.missionId(), command.ceiling()));
    }
}
