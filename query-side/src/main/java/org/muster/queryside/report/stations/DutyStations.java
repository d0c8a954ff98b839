package org.muster.queryside.report.stations;

import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Reassignment;
import org.muster.queryside.readmodel.missions.DutyStation;
import org.muster.queryside.readmodel.missions.DutyStationClass;
import org.muster.queryside.readmodel.missions.DutyStationPlace;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.Row;
import org.springframework.stereotype.Component;

/** Duty stations, and who serves there on a day. */
@Component
public class DutyStations implements Report {

    private static final List<Column> COLUMNS = List.of(
            Columns.MISSION,
            Columns.STATION,
            Column.text("name", "The place; null where the station was never opened", "#loc+name"),
            Column.text("country", "ISO 3166-1 alpha-3 code", "#country+code"),
            Column.date("openedOn", "The first day", "#date+start"),
            Column.text("hardshipClass", "H or A to E on the day; null where none is on record", "#severity+class"),
            Column.whole("restCycleWeeks", "The cycle of rest and recuperation, in weeks", "#indicator+rest+weeks"),
            Columns.PERSONS);

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "stations",
            "Duty stations, and how many serve there on a day",
            "Stations that are open on the day, with the persons whose assignment there has entry on duty ≤ the day < separation. A station that"
                    + " serves without being opened by the day is listed without a place.",
            Access.REPORTS,
            List.of(Parameters.ON, Parameters.MISSION, Parameters.STATION),
            COLUMNS);

    private static final String SQL = AsKnownAt.query(
            """
            with serving as (
                select a.mission, a.station, count(*) as persons from\s""" + Question.ASSIGNMENTS + """
                where a.entry_on_duty <= :on and (a.separation_on is null or a.separation_on > :on)
                group by a.mission, a.station
            ), opened as (
                select x.mission, x.station, place.name, place.country, x.opened_on, conditions.hardship_class,
                       conditions.rest_cycle_weeks
                from {duty_station} x
                left join lateral (
                    select p.name, p.country from {duty_station_place} p where p.mission = x.mission and p.station = x.station
                    order by p.from_on <= :on desc, case when p.from_on <= :on then p.from_on end desc, p.from_on,
                         p.position desc limit 1
                ) place on true
                left join lateral (
                    select c.hardship_class, c.rest_cycle_weeks from {duty_station_class} c
                    where c.mission = x.mission and c.station = x.station and c.from_on <= :on order by c.from_on desc, c.position desc limit 1
                ) conditions on true
                where x.opened_on <= :on and (x.closed_on is null or x.closed_on >= :on)
            )
            select mission, station, name, country, opened_on, hardship_class, rest_cycle_weeks, coalesce(persons, 0) as persons
            from opened full join serving using (mission, station)
            where (:mission::text is null or mission = :mission) and (:station::text is null or station = :station)
            order by mission, station
            """,
            Stamp.AS_KNOWN,
            Assignment.class,
            Reassignment.class,
            DutyStation.class,
            DutyStationPlace.class,
            DutyStationClass.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Assignment.class, Reassignment.class, DutyStation.class);
    }

    @Override
    public Optional<String> rowsSql() {
        return Optional.of(SQL);
    }

    @Override
    public Answer read(Question question) {
        return Answer.of(COLUMNS, question.rows(SQL, COLUMNS)).because(List.of("mission", "station"));
    }
}
