package org.muster.queryside.readmodel.missions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.events.BudgetPeriod;
import org.muster.events.DomainEvent;
import org.muster.events.VolunteerType;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.DutyStationRelocated;
import org.muster.events.mission.HardshipClass;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.LeadDepartmentChanged;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionRenamed;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.SuccessorMissionLinked;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.readmodels.ImpossibleEventException;
import org.muster.readmodels.ReadModelStage;
import org.muster.readmodels.SequencedEvent;

/** Given these events, then this register of missions. */
class MissionsTest {

    private static final BudgetPeriod PERIOD = new BudgetPeriod(day("2008-07-01"), day("2009-06-30"));

    private static final MissionEstablished ESTABLISHED = new MissionEstablished(
            "M",
            "A mission",
            List.of("TLS", "IDN"),
            MissionKind.PEACEKEEPING,
            LeadDepartment.DPKO,
            "S/RES/1",
            day("2008-06-01"),
            day("2008-07-01"),
            Optional.of(day("2009-06-30")),
            true);

    private ReadModelStage stage;

    @BeforeEach
    void open() {
        stage = new ReadModelStage(
                Missions.READ_MODEL, event -> ((DomainEvent) event).subject().toString());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void holds_a_mission_s_whole_life_once_however_often_it_is_delivered() {
        List<SequencedEvent> life = stage.sequenced(List.of(
                ESTABLISHED,
                new MissionStarted("M", day("2008-07-01")),
                new DutyStationOpened("M-CITY", "M", "City", "TLS", day("2008-07-02")),
                new MandateExtended("M", "S/RES/1", day("2009-06-01"), day("2010-12-31")),
                new SuccessorMissionLinked("M", "NEXT", day("2011-01-01")),
                new DrawdownBegun("M", day("2010-10-01")),
                new MandateEnded("M", day("2010-12-31")),
                new LiquidationBegun("M", day("2011-01-01")),
                new MissionClosed("M", day("2011-03-01"))));
        stage.apply(life);
        stage.apply(life);
        stage.apply(life.subList(0, 4));

        assertThat(stage.rows(Mission.class))
                .containsExactly(new Mission(
                        "M",
                        List.of("TLS", "IDN"),
                        MissionKind.PEACEKEEPING,
                        day("2008-06-01"),
                        day("2008-07-01"),
                        Optional.of(day("2010-12-31")),
                        true));
        assertThat(stage.rows(Mission.class, 6))
                .extracting(Mission::mandateEndedOn)
                .containsExactly(Optional.empty());
        assertThat(stage.rows(MissionPhase.class))
                .containsExactlyInAnyOrder(
                        MissionPhase.of("M", org.muster.events.mission.MissionPhase.PLANNED, day("2008-06-01")),
                        MissionPhase.of("M", org.muster.events.mission.MissionPhase.ACTIVE, day("2008-07-01")),
                        MissionPhase.of("M", org.muster.events.mission.MissionPhase.DRAWDOWN, day("2010-10-01")),
                        MissionPhase.of("M", org.muster.events.mission.MissionPhase.LIQUIDATION, day("2011-01-01")),
                        MissionPhase.of("M", org.muster.events.mission.MissionPhase.CLOSED, day("2011-03-01")));
        assertThat(stage.rows(Mandate.class))
                .extracting(mandate -> mandate.key().position(), Mandate::expiresOn)
                .containsExactly(tuple(1L, Optional.of(day("2009-06-30"))), tuple(4L, Optional.of(day("2010-12-31"))));
        assertThat(stage.rows(MissionSuccessor.class))
                .containsExactly(new MissionSuccessor(new MissionSuccessor.Key("M", "NEXT"), day("2011-01-01")));
        assertThat(stage.rows(DutyStation.class))
                .containsExactly(
                        new DutyStation(new DutyStation.Key("M", "M-CITY"), day("2008-07-02"), Optional.empty()));
    }

    @Test
    void keeps_each_name_lead_place_and_class_from_its_day() {
        stage.given(
                ESTABLISHED,
                new MissionRenamed("M", "N", "A new name", day("2010-01-01")),
                new MissionRenamed("M", "N", "A better name", day("2010-01-01")),
                new LeadDepartmentChanged("M", LeadDepartment.DPO, day("2019-01-01")),
                new DutyStationOpened("M-CITY", "M", "City", "TLS", day("2008-07-02")),
                new DutyStationRelocated("M-CITY", "M", "Town", "TLS", day("2009-01-01")),
                new DutyStationClassified("M-CITY", "M", HardshipClass.D, false, Optional.of(8), day("2009-02-01")),
                new DutyStationClosed("M-CITY", "M", day("2010-12-31")));

        assertThat(stage.rows(MissionName.class))
                .extracting(MissionName::acronym, MissionName::name, MissionName::fromOn)
                .containsExactlyInAnyOrder(
                        tuple("M", "A mission", day("2008-06-01")),
                        tuple("N", "A new name", day("2010-01-01")),
                        tuple("N", "A better name", day("2010-01-01")));
        assertThat(stage.rows(MissionLead.class))
                .extracting(MissionLead::fromOn, MissionLead::leadDepartment)
                .containsExactlyInAnyOrder(
                        tuple(day("2008-06-01"), LeadDepartment.DPKO), tuple(day("2019-01-01"), LeadDepartment.DPO));
        assertThat(stage.rows(DutyStationPlace.class))
                .extracting(DutyStationPlace::name)
                .containsExactlyInAnyOrder("City", "Town");
        assertThat(stage.rows(DutyStationClass.class))
                .extracting(DutyStationClass::hardshipClass, DutyStationClass::restCycleWeeks)
                .containsExactly(tuple(HardshipClass.D, Optional.of(8)));
        assertThat(stage.rows(DutyStation.class))
                .extracting(DutyStation::closedOn)
                .containsExactly(Optional.of(day("2010-12-31")));
    }

    @Test
    void keeps_an_authorization_until_the_day_of_its_revision() {
        stage.given(
                ESTABLISHED,
                new VolunteerStrengthAuthorized("M", PERIOD, 550, 0, "A/62/1"),
                new VolunteerStrengthRevised("M", PERIOD, 500, 20, "A/63/1", day("2008-12-01")));

        assertThat(stage.rows(Strength.class))
                .extracting(row -> row.key().type(), Strength::fromOn, Strength::authorized)
                .containsExactlyInAnyOrder(
                        tuple(VolunteerType.INTERNATIONAL, day("2008-07-01"), 550),
                        tuple(VolunteerType.INTERNATIONAL, day("2008-12-01"), 500),
                        tuple(VolunteerType.NATIONAL, day("2008-07-01"), 0),
                        tuple(VolunteerType.NATIONAL, day("2008-12-01"), 20));
    }

    @Test
    void a_revision_before_the_period_holds_from_its_first_day_and_is_not_known_before() {
        stage.given(
                ESTABLISHED,
                new VolunteerStrengthAuthorized("M", PERIOD, 550, 0, "A/62/1"),
                new VolunteerStrengthRevised("M", PERIOD, 500, 20, "A/63/1", day("2008-05-01")));

        assertThat(stage.rows(Strength.class))
                .extracting(row -> row.key().position(), Strength::fromOn, Strength::authorized)
                .containsExactlyInAnyOrder(
                        tuple(2L, PERIOD.from(), 550),
                        tuple(2L, PERIOD.from(), 0),
                        tuple(3L, PERIOD.from(), 500),
                        tuple(3L, PERIOD.from(), 20));
        assertThat(stage.rows(Strength.class, 2))
                .extracting(Strength::authorized)
                .containsExactly(550, 0);
    }

    @Test
    void refuses_a_mission_that_is_established_twice_and_the_end_of_one_that_never_was() {
        stage.given(ESTABLISHED);

        assertThatThrownBy(() -> stage.given(ESTABLISHED)).isInstanceOf(ImpossibleEventException.class);
        assertThatThrownBy(() -> stage.given(new MandateEnded("N", day("2010-12-31"))))
                .isInstanceOf(ImpossibleEventException.class)
                .hasMessage("mission N was never created");
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
