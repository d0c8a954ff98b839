package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.muster.events.BudgetPeriod;
import org.muster.events.DomainEvent;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordCorrected;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.LeadDepartmentChanged;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionPhase;
import org.muster.events.mission.MissionRenamed;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.Phases;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.queryside.door.MissionAcronym;
import org.muster.queryside.report.missionregister.MissionRecord;
import org.muster.queryside.report.missionregister.MissionRegister;
import org.muster.queryside.report.stations.DutyStations;
import org.muster.queryside.report.strength.StrengthByMonth;

/** Reports go by the same definition of what holds on a day as the rules do, whatever was recorded first. */
class WhatHoldsOnADayTest {

    private static final LocalDate FIRST = day("1998-07-01");
    private static final int DAYS = 700;
    private static final BudgetPeriod PERIOD = new BudgetPeriod(day("1999-01-01"), day("1999-12-31"));
    private static ReportStage stage;

    @BeforeContainer
    static void open() {
        stage = new ReportStage();
    }

    @AfterContainer
    static void close() {
        stage.close();
    }

    @BeforeTry
    void clear() {
        stage.stage().clear();
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void the_phase_on_a_day_is_the_one_that_rules_go_by(@ForAll long seed) {
        Random random = new Random(seed);
        LocalDate started = any(random);
        LocalDate drawdown = any(random);
        LocalDate liquidation = any(random);
        LocalDate closed = any(random);
        Phases phases = Phases.NONE
                .with(MissionPhase.PLANNED, day("1999-04-06"))
                .with(MissionPhase.ACTIVE, started)
                .with(MissionPhase.DRAWDOWN, drawdown)
                .with(MissionPhase.LIQUIDATION, liquidation)
                .with(MissionPhase.CLOSED, closed);
        List<DomainEvent> events = new ArrayList<>(List.of(
                new MissionStarted("UNOGBIS", started),
                new DrawdownBegun("UNOGBIS", drawdown),
                new LiquidationBegun("UNOGBIS", liquidation),
                new MissionClosed("UNOGBIS", closed)));
        Collections.shuffle(events, random);
        stage.given(established());
        stage.given(events.toArray());

        for (int i = 0; i < 30; i++) {
            LocalDate on = any(random);
            assertThat(mission(on))
                    .as("%s", on)
                    .containsEntry("phase", phases.on(on).name());
        }
    }

    @Example
    void unogbis_is_never_planned_after_it_was_active() {
        stage.given(established(), new MissionStarted("UNOGBIS", day("1999-03-03")));

        assertThat(mission(day("1999-03-02"))).containsEntry("phase", "PLANNED");
        assertThat(day("1999-03-03").datesUntil(day("1999-06-01")))
                .allSatisfy(on -> assertThat(mission(on)).containsEntry("phase", "ACTIVE"));
        assertThat(record(day("1999-05-01"), "phases"))
                .extracting(phase -> phase.get("phase"))
                .containsExactly("ACTIVE");
    }

    @Example
    void a_phase_that_is_recorded_for_later_is_shown_as_planned() {
        stage.given(
                established(),
                new MissionStarted("UNOGBIS", day("1999-03-03")),
                new DrawdownBegun("UNOGBIS", day("2000-01-01")));

        assertThat(mission(day("1999-12-31"))).containsEntry("phase", "ACTIVE");
        assertThat(mission(day("2000-01-01"))).containsEntry("phase", "DRAWDOWN");
        assertThat(record(day("1999-12-31"), "phases"))
                .extracting(phase -> phase.get("phase"), phase -> phase.get("planned"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ACTIVE", false),
                        org.assertj.core.groups.Tuple.tuple("DRAWDOWN", true));
    }

    @Example
    void the_expiry_is_that_of_the_extension_adopted_last_by_the_day() {
        stage.given(
                established(),
                new MandateExtended("UNOGBIS", "later", day("2000-03-01"), day("2001-12-31")),
                new MandateExtended("UNOGBIS", "earlier", day("1999-12-01"), day("2000-12-31")));

        assertThat(mission(day("1999-11-30"))).containsEntry("instrument", "S/RES/1233");
        assertThat(mission(day("1999-12-01"))).containsEntry("expiresOn", day("2000-12-31"));
        assertThat(mission(day("2000-03-01"))).containsEntry("instrument", "later");
    }

    @Example
    void name_lead_and_station_are_those_of_the_day() {
        stage.given(
                established(),
                new MissionRenamed("UNOGBIS", "UNIOGBIS", "Integrated Office", day("2010-01-01")),
                new LeadDepartmentChanged("UNOGBIS", LeadDepartment.DPPA, day("2019-01-01")),
                new DutyStationOpened("BISSAU", "UNOGBIS", "Bissau", "GNB", day("1999-07-01")),
                new DutyStationClosed("BISSAU", "UNOGBIS", day("2020-12-31")));

        assertThat(mission(day("2009-12-31"))).containsEntry("acronym", "UNOGBIS");
        assertThat(mission(day("2010-01-01"))).containsEntry("acronym", "UNIOGBIS");
        assertThat(mission(day("2018-12-31"))).containsEntry("leadDepartment", "DPA");
        assertThat(mission(day("2019-01-01"))).containsEntry("leadDepartment", "DPPA");
        assertThat(ReportStage.maps(stage.ask(new DutyStations(), Map.of("on", day("2020-12-31")))))
                .hasSize(1);
        assertThat(ReportStage.maps(stage.ask(new DutyStations(), Map.of("on", day("2021-01-01")))))
                .isEmpty();
    }

    @Example
    void the_strength_is_that_of_the_revision_with_the_later_day() {
        stage.given(
                established(),
                new VolunteerStrengthAuthorized("UNOGBIS", PERIOD, 10, 0, "a test"),
                new VolunteerStrengthRevised("UNOGBIS", PERIOD, 20, 0, "recorded first", day("1999-11-20")),
                new VolunteerStrengthRevised("UNOGBIS", PERIOD, 1, 0, "recorded last", day("1999-11-01")));

        Answer months =
                stage.ask(new StrengthByMonth(), Map.of("from", YearMonth.of(1999, 10), "to", YearMonth.of(1999, 11)));

        assertThat(ReportStage.maps(months))
                .extracting(month -> month.get("month").toString(), month -> month.get("authorized"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1999-10", 10L),
                        org.assertj.core.groups.Tuple.tuple("1999-11", 20L));
    }

    @Example
    void of_equal_days_the_strength_recorded_last_holds_also_once_the_first_was_corrected() {
        VolunteerStrengthAuthorized authorized = new VolunteerStrengthAuthorized("UNOGBIS", PERIOD, 10, 0, "a test");
        stage.given(
                established(),
                authorized,
                new VolunteerStrengthRevised("UNOGBIS", PERIOD, 7, 0, "of the same day", PERIOD.from()),
                new RecordCorrected(
                        OriginalEvent.of("the id of the second event", 2, authorized),
                        "international",
                        Optional.of("10"),
                        Optional.of("12"),
                        CorrectionReason.TYPING_ERROR));

        Answer month =
                stage.ask(new StrengthByMonth(), Map.of("from", YearMonth.of(1999, 2), "to", YearMonth.of(1999, 2)));
        assertThat(ReportStage.maps(month))
                .extracting(row -> row.get("authorized"))
                .containsExactly(7L);
        assertThat(record(day("1999-02-01"), "strength"))
                .extracting(row -> row.get("type"), row -> row.get("authorized"))
                .contains(org.assertj.core.groups.Tuple.tuple("INTERNATIONAL", 7L))
                .doesNotContain(org.assertj.core.groups.Tuple.tuple("INTERNATIONAL", 12L));
    }

    @Example
    void a_start_of_2099_by_mistake_is_healed_and_what_was_known_before_stays() {
        MissionStarted in2099 = new MissionStarted("UNOGBIS", day("2099-03-03"));
        stage.given(
                established(),
                in2099,
                new RecordCorrected(
                        OriginalEvent.of("the id of the second event", 2, in2099),
                        "startedOn",
                        Optional.of("2099-03-03"),
                        Optional.of("1999-03-03"),
                        CorrectionReason.TYPING_ERROR));
        Map<String, Object> asked = Map.of("on", day("1999-06-01"));

        assertThat(mission(day("1999-06-01")))
                .containsEntry("phase", "ACTIVE")
                .containsEntry("startedOn", day("1999-03-03"));
        assertThat(ReportStage.maps(stage.ask(new MissionRegister(), asked, 2)).getFirst())
                .containsEntry("phase", "PLANNED")
                .containsEntry("startedOn", day("2099-03-03"));
    }

    private static Map<String, Object> mission(LocalDate on) {
        return ReportStage.maps(stage.ask(new MissionRegister(), Map.of("on", on)))
                .getFirst();
    }

    @SuppressWarnings("unchecked") // the members of an answer are lists of maps
    private static List<Map<String, Object>> record(LocalDate on, String member) {
        Answer answer = stage.ask(new MissionRecord(), Map.of("on", on, "acronym", new MissionAcronym("UNOGBIS")));
        return (List<Map<String, Object>>) answer.members().get(member);
    }

    private static MissionEstablished established() {
        return new MissionEstablished(
                "UNOGBIS",
                "United Nations Peacebuilding Support Office in Guinea-Bissau",
                List.of("GNB"),
                MissionKind.POLITICAL,
                LeadDepartment.DPA,
                "S/RES/1233",
                day("1999-04-06"),
                day("1999-03-03"),
                Optional.empty(),
                true);
    }

    private static LocalDate any(Random random) {
        return FIRST.plusDays(random.nextInt(DAYS));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
