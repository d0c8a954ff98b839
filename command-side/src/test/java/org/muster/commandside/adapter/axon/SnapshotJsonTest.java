package org.muster.commandside.adapter.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.commandside.domain.decision.Given;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.Category;
import org.muster.events.VolunteerDeployed;
import org.muster.eventstore.api.SnapshotCodec;

class SnapshotJsonTest {

    private static final VolunteerDeployed NATIONAL = deployed("V2", "1992-04-01", Category.NATIONAL_EXPERT);

    private static final MissionPosts POSTS = Given.fold(
            MissionPosts.MODEL,
            "UNTAC",
            List.of(
                    authorized(FY92, 10, 5),
                    authorized(FY93, 12, 6),
                    deployed("V1", "1992-04-01"),
                    NATIONAL,
                    ended(NATIONAL, "1993-12-31")));

    private final SnapshotCodec<String, MissionPosts> codec =
            new DecisionModelState<>(MissionPosts.MODEL).snapshots().orElseThrow();

    /**
     * What is saved says which history it was made of, so that a fold or a form that changes shows here. Who changes this text
     * raises the version of the view with it: saved states of the old version must not be read by the new one.
     */
    @Test
    void posts_are_saved_by_version_1_as() {
        assertThat(MissionPosts.MODEL.version()).isEqualTo(1);
        assertThat(new String(codec.encode(POSTS), StandardCharsets.UTF_8)).isEqualTo("""
                        {"authorized":[\
                        {"period":{"from":"1991-07-01","to":"1992-06-30"},"international":10,"national":5},\
                        {"period":{"from":"1992-07-01","to":"1993-06-30"},"international":12,"national":6}],\
                        "international":{"1992-04-01":1},\
                        "national":{"1992-04-01":1,"1994-01-01":-1},\
                        "deployments":2,\
                        "separated":{"1994-01-01":1}}""");
    }

    @Test
    void posts_are_restored_as_they_were() {
        assertThat(codec.decode(codec.encode(POSTS))).isEqualTo(POSTS);
    }
}
