package org.muster.commandside.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.DailyCount;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.events.mission.MissionPhase;
import org.muster.events.mission.Phases;

/** The model check is worth something: where a rule is built wrong, or a boundary forgets what it read, it finds that rule broken. */
class BrokenRulesAreSeenTest {

    private static final int REGISTERS_MAX = 400;

    /** Many, so that decisions on what is out of date are frequent. */
    private static final int WRITERS = 12;

    static Stream<Arguments> flaws() {
        return Stream.of(
                Arguments.of(
                        "X1",
                        "boundaries without the volunteer and the assignment",
                        Flaw.forgetting(VolunteerRecord.MODEL, AssignmentRecord.MODEL)),
                Arguments.of(
                        "X1",
                        "a rule that sees no other assignment",
                        Flaw.misreading(
                                VolunteerRecord.MODEL, known -> known.map(BrokenRulesAreSeenTest::withoutAssignments))),
                Arguments.of(
                        "X2", "a boundary without the posts", Flaw.forgetting(MissionPosts.MODEL, ReservedPosts.MODEL)),
                Arguments.of(
                        "X2",
                        "a rule that sees no encumbered post",
                        Flaw.misreading(
                                MissionPosts.MODEL,
                                posts -> new MissionPosts(
                                        posts.mission(),
                                        posts.authorized(),
                                        DailyCount.ZERO,
                                        DailyCount.ZERO,
                                        posts.entered(),
                                        posts.separated()))),
                Arguments.of("X3", "a boundary without the mission", Flaw.forgetting(Mission.MODEL)),
                Arguments.of(
                        "X3",
                        "a rule that takes each mission to be active",
                        Flaw.misreading(Mission.MODEL, known -> known.map(BrokenRulesAreSeenTest::active))),
                Arguments.of(
                        "X4",
                        "boundaries without the mission and its posts",
                        Flaw.forgetting(Mission.MODEL, MissionPosts.MODEL, ReservedPosts.MODEL)),
                Arguments.of(
                        "X4",
                        "a rule that sees nobody serving",
                        Flaw.misreading(
                                MissionPosts.MODEL,
                                posts -> new MissionPosts(
                                        posts.mission(),
                                        posts.authorized(),
                                        posts.international(),
                                        posts.national(),
                                        DailyCount.ZERO,
                                        DailyCount.ZERO))),
                Arguments.of("X5", "a boundary without the station", Flaw.forgetting(DutyStation.MODEL)),
                Arguments.of(
                        "X9",
                        "boundaries without the assignment and the volunteer",
                        Flaw.forgetting(AssignmentRecord.MODEL, VolunteerRecord.MODEL)),
                Arguments.of(
                        "X9",
                        "a transfer that takes what has ended to be open",
                        Flaw.misreading(
                                AssignmentRecord.MODEL,
                                known -> known.map(BrokenRulesAreSeenTest::open),
                                TransferVolunteer.class)),
                Arguments.of(
                        "refusal",
                        "a rule that takes each mission to be closed",
                        Flaw.misreading(Mission.MODEL, known -> known.map(BrokenRulesAreSeenTest::closed))),
                Arguments.of("X3", "a request that is always for the liquidation team", winding()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("flaws")
    void a_flaw_is_found(String rule, String name, Flaw flaw) {
        Optional<List<String>> found = LongStream.rangeClosed(1, REGISTERS_MAX)
                .parallel()
                .mapToObj(seed -> new ModelCheck(flaw, WRITERS).register(seed))
                .filter(findings -> findings.stream().anyMatch(finding -> finding.startsWith(rule + ":")))
                .findAny();

        assertThat(found).as("%s is seen broken with %s", rule, name).isPresent();
    }

    private static Flaw winding() {
        return Flaw.misreading(
                RequestRecord.MODEL,
                known -> known.map(r -> new RequestRecord(
                        r.doa(),
                        r.mission(),
                        r.category(),
                        r.neededFrom(),
                        r.neededUntil(),
                        r.fundedUntil(),
                        true,
                        r.approved(),
                        r.cancelled(),
                        r.candidates(),
                        r.holder())));
    }

    private static VolunteerRecord withoutAssignments(VolunteerRecord known) {
        return new VolunteerRecord(
                known.volunteer(),
                known.nationality(),
                known.otherNationalities(),
                known.residence(),
                known.bornBefore(),
                known.diedOn(),
                List.of());
    }

    private static Mission active(Mission known) {
        return with(
                known,
                Phases.NONE.with(
                        MissionPhase.ACTIVE,
                        known.startedOn().orElse(known.startsOn()).minusDays(90)));
    }

    private static Mission closed(Mission known) {
        return with(known, known.phases().with(MissionPhase.CLOSED, known.adoptedOn()));
    }

    private static Mission with(Mission known, Phases phases) {
        return new Mission(
                known.acronym(),
                known.countries(),
                known.kind(),
                known.imported(),
                phases,
                known.adoptedOn(),
                known.startsOn(),
                known.expiry(),
                known.mandateEndedOn());
    }

    private static AssignmentRecord open(AssignmentRecord known) {
        return new AssignmentRecord(
                known.assignment(),
                known.volunteer(),
                known.mission(),
                known.category(),
                known.stations(),
                known.entryOnDuty(),
                known.contractEndsOn(),
                known.doa(),
                Optional.empty());
    }
}
