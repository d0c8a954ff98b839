package org.muster.benchmark.ours;

import java.util.Set;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventstreaming.Tag;
import org.muster.benchmark.kit.VolunteerDeployed;
import org.muster.eventstore.api.PayloadCodec;
import tools.jackson.databind.json.JsonMapper;

/** The events: their tags, and how they are stored. */
final class DeploymentEvents implements PayloadCodec {

    static final String STARTED = MissionStarted.class.getName();
    static final String AUTHORIZED = StrengthAuthorized.class.getName();
    static final String DEPLOYED = VolunteerDeployed.class.getName();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    record MissionStarted(String missionId) {}

    record StrengthAuthorized(String missionId, int ceiling) {}

    static Set<Tag> tags(Object event) {
        return switch (event) {
            case MissionStarted started -> Set.of(mission(started.missionId()));
            case StrengthAuthorized authorized -> Set.of(mission(authorized.missionId()));
            case VolunteerDeployed deployed ->
                Set.of(
                        mission(deployed.missionId()),
                        volunteer(deployed.volunteerId()),
                        new Tag("assignment", deployed.assignmentId()),
                        new Tag("station", deployed.stationId()),
                        command(deployed.commandId()));
            default -> throw new IllegalArgumentException("no event: " + event);
        };
    }

    static Tag mission(String id) {
        return new Tag("mission", id);
    }

    static Tag volunteer(String id) {
        return new Tag("volunteer", id);
    }

    static Tag command(String id) {
        return new Tag("command", id);
    }

    @Override
    public byte[] encode(MessageType type, Object payload) {
        return JSON.writeValueAsBytes(payload);
    }

    @Override
    public String subject(MessageType type, Object payload) {
        return switch (payload) {
            case MissionStarted started -> "mission:" + started.missionId();
            case StrengthAuthorized authorized -> "mission:" + authorized.missionId();
            case VolunteerDeployed deployed -> "volunteer:" + deployed.volunteerId();
            default -> throw new IllegalArgumentException("no event: " + payload);
        };
    }

    @Override
    public Object decode(MessageType type, byte[] bytes) {
        String name = type.qualifiedName().name();
        if (name.equals(DEPLOYED)) {
            return JSON.readValue(bytes, VolunteerDeployed.class);
        }
        if (name.equals(AUTHORIZED)) {
            return JSON.readValue(bytes, StrengthAuthorized.class);
        }
        if (name.equals(STARTED)) {
            return JSON.readValue(bytes, MissionStarted.class);
        }
        throw new IllegalArgumentException("no event: " + type);
    }
}
