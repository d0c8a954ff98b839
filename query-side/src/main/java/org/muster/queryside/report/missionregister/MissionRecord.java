package org.muster.queryside.report.missionregister;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.queryside.door.QueryProblem;
import org.muster.queryside.readmodel.missions.DutyStation;
import org.muster.queryside.readmodel.missions.DutyStationClass;
import org.muster.queryside.readmodel.missions.DutyStationPlace;
import org.muster.queryside.readmodel.missions.Mandate;
import org.muster.queryside.readmodel.missions.Mission;
import org.muster.queryside.readmodel.missions.MissionPhase;
import org.muster.queryside.readmodel.missions.MissionSuccessor;
import org.muster.queryside.readmodel.missions.PhaseSpan;
import org.muster.queryside.readmodel.missions.Strength;
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
import org.muster.web.problem.Problem;
import org.springframework.stereotype.Component;

/** Everything that is recorded of one mission. */
@Component
public class MissionRecord implements Report {

    private static final String PHASES = AsKnownAt.query("""
            select phase, from_on as "from" from {mission_phase} x where mission = :acronym
            """, Stamp.AS_KNOWN, MissionPhase.class);

    private static final String MANDATES = AsKnownAt.query("""
            select instrument, adopted_on, expires_on from {mandate} x where mission = :acronym order by adopted_on, position
            """, Stamp.AS_KNOWN, Mandate.class);

    private static final String STATIONS =
            AsKnownAt.query("""
            select x.station, place.name, place.country, x.opened_on, x.closed_on, conditions.hardship_class,
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
            where x.mission = :acronym order by x.opened_on, x.station
            """, Stamp.AS_KNOWN, DutyStation.class, DutyStationPlace.class, DutyStationClass.class);

    private static final String STRENGTH = AsKnownAt.query("""
            select from_on as "from", type, authorized, document,
                   least(period_to, lead(from_on) over (partition by period_from, type order by from_on) - 1) as "to"
            from (
                select distinct on (x.period_from, x.type, x.from_on) x.*
                from {strength} x where x.mission = :acronym
                order by x.period_from, x.type, x.from_on, x.position desc
            ) holding order by from_on, type
            """, Stamp.AS_KNOWN, Strength.class);

    private static final Column FROM = Column.date("from", "The first day", "#date+start");
    private static final Column TO = Column.date("to", "The last day; null where it is open", "#date+end");
    private static final Column STATION_NAME = Column.text("name", "The place", "#loc+name");
    private static final Column DOCUMENT = Column.text("document", "The document that says so", "#meta+document");

    private static final List<Column> OF_PHASE = List.of(
            Column.text("phase", "The phase", "#status"),
            FROM,
            Column.date("until", "The first day of the next phase; null for the last", "#date+end"),
            Column.flag("planned", "Whether it has not begun on the day that is asked for", "#status+planned"));
    private static final List<Column> OF_MANDATE = List.of(
            Column.text("instrument", "What established or extended it", "#meta+instrument"),
            Column.date("adoptedOn", "When it was adopted", "#date+adopted"),
            Column.date("expiresOn", "Null where it is open-ended", "#date+expires"));
    private static final List<Column> OF_STATION = List.of(
            Columns.STATION,
            STATION_NAME,
            Column.text("country", "ISO 3166-1 alpha-3 code", "#country+code"),
            Column.date("openedOn", "The first day", "#date+start"),
            Column.date("closedOn", "The last day; null while no closure is on record", "#date+end"),
            Column.text("hardshipClass", "H or A to E on the day; null where none is on record", "#severity+class"),
            Column.whole("restCycleWeeks", "The cycle of rest and recuperation, in weeks", "#indicator+rest+weeks"));
    private static final List<Column> OF_STRENGTH =
            List.of(FROM, TO, Columns.TYPE, Column.whole("authorized", "Posts", "#capacity+authorized"), DOCUMENT);

    private static final List<Column> COLUMNS = List.of(
            Columns.MISSION,
            Column.text("record", "PHASE, MANDATE, DUTY_STATION or STRENGTH", "#meta+record"),
            Column.text("what", "The phase, the place or the establishment", "#description"),
            FROM,
            TO,
            DOCUMENT,
            Column.whole("posts", "Authorized posts", "#capacity+authorized"));

    private static final ReportDescription DESCRIPTION = new ReportDescription(
            "mission",
            "/missions/{acronym}",
            "One mission: phases, mandates, duty stations, authorized posts",
            "As a table, one line for each phase, mandate, duty station and authorization of posts, each with the days from and to"
                    + " which it holds. A phase ends on the day before the next one.",
            Access.REPORTS,
            List.of(Parameters.MISSION_IN_PATH, Parameters.ON),
            COLUMNS,
            "rows");

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(
                MissionPhase.class,
                Mandate.class,
                DutyStation.class,
                Strength.class,
                Mission.class,
                MissionSuccessor.class);
    }

    @Override
    public Answer read(Question question) {
        List<List<Object>> found =
                question.rows(MissionRegister.SQL + " where m.mission = :acronym", MissionRegister.COLUMNS);
        if (found.isEmpty()) {
            throw Problem.of(QueryProblem.UNKNOWN_MISSION).exception();
        }
        List<List<Object>> phases = timeline(question);
        List<List<Object>> mandates = question.rows(MANDATES, OF_MANDATE);
        List<List<Object>> stations = question.rows(STATIONS, OF_STATION);
        List<List<Object>> strength = question.rows(STRENGTH, OF_STRENGTH);

        String mission = question.require(Parameters.MISSION_IN_PATH).value();
        List<List<Object>> rows = new ArrayList<>();
        phases.forEach(it -> rows.add(
                Arrays.asList(mission, "PHASE", it.get(0), it.get(1), dayBefore((LocalDate) it.get(2)), null, null)));
        mandates.forEach(
                it -> rows.add(Arrays.asList(mission, "MANDATE", null, it.get(1), it.get(2), it.get(0), null)));
        stations.forEach(
                it -> rows.add(Arrays.asList(mission, "DUTY_STATION", it.get(1), it.get(3), it.get(4), null, null)));
        strength.forEach(it ->
                rows.add(Arrays.asList(mission, "STRENGTH", it.get(2), it.get(0), it.get(1), it.get(4), it.get(3))));

        Answer answer = Answer.of(COLUMNS, rows);
        for (Map.Entry<String, Object> member :
                Question.member(MissionRegister.COLUMNS, found.getFirst()).entrySet()) {
            answer = answer.with(member.getKey(), member.getValue());
        }
        return answer.with("phases", members(OF_PHASE, phases))
                .with("mandates", members(OF_MANDATE, mandates))
                .with("dutyStations", members(OF_STATION, stations))
                .with("strength", members(OF_STRENGTH, strength));
    }

    /** The phases that hold on some day, in their order. */
    private static List<List<Object>> timeline(Question question) {
        LocalDate on = question.on();
        Map<String, LocalDate> began = new LinkedHashMap<>();
        question.rows(PHASES, OF_PHASE.subList(0, 2))
                .forEach(row -> began.put((String) row.get(0), (LocalDate) row.get(1)));
        return PhaseSpan.timeline(began).stream()
                .map(span -> Arrays.<Object>asList(
                        span.phase(),
                        span.from(),
                        span.until().orElse(null),
                        span.from().isAfter(on)))
                .toList();
    }

    private static LocalDate dayBefore(LocalDate day) {
        return day == null ? null : day.minusDays(1);
    }

    private static List<Map<String, Object>> members(List<Column> columns, List<List<Object>> rows) {
        return rows.stream().map(row -> Question.member(columns, row)).toList();
    }
}
