package org.muster.queryside.report.evacuations;

import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Reassignment;
import org.muster.queryside.readmodel.service.EvacuationOrder;
import org.muster.queryside.readmodel.service.Movement;
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

/** Orders of evacuation, and where those are whom they concern. */
@Component
public class Evacuations implements Report {

    private static final List<Column> COLUMNS = List.of(
            Column.text("order", "The order's identifier", "#meta+order"),
            Columns.MISSION,
            Column.text("reference", "The decision of the security system", "#meta+reference"),
            Column.date("orderedOn", "The first day", "#date+start"),
            Column.date("liftedOn", "The first day without it; null while it holds", "#date+end"),
            Column.texts("stations", "The duty stations to leave", "#loc+station+code"),
            Column.whole(
                    "persons",
                    "Whom it concerns: they serve at these stations, or were moved under it",
                    "#affected+persons"),
            Column.whole("evacuated", "Of these, moved to a safe haven by the day", "#affected+evacuated"),
            Column.whole("atHaven", "Of these, there on the day", "#affected+haven"),
            Column.whole("returned", "Of these, back on the day", "#affected+returned"),
            Column.whole("notMoved", "Concerned, and not moved by the day", "#affected+unmoved"),
            Column.texts("havens", "The places of safety where somebody is on the day", "#loc+haven"));

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "evacuations",
            "Security accountability: evacuated, in a safe haven, returned",
            "Orders given by the day, lifted ones too. An order concerns the persons who serve in its mission on the day and either serve at"
                    + " one of its stations or were moved under it; the last move by the day says where each of them is. Assignments go"
                    + " on meanwhile, so all of them count in the headcount.",
            Access.REPORTS,
            List.of(Parameters.ON, Parameters.MISSION),
            COLUMNS);

    private static final String SQL = AsKnownAt.query(
            """
            with moved as (
                select distinct on (x.assignment, x.order_id) x.assignment, x.order_id, x.haven
                from {movement} x where x.moved_on <= :on
                order by x.assignment, x.order_id, x.moved_on desc, x.position desc
            ), given as (
                select o.* from {evacuation_order} o
                where o.ordered_on <= :on and (:mission::text is null or o.mission = :mission)
            ), serving as materialized (
                select a.assignment, a.mission, a.station from\s""" + Question.ASSIGNMENTS + """
                where a.entry_on_duty <= :on and (a.separation_on is null or a.separation_on > :on)
                  and a.mission in (select mission from given)
            ), concerned as (
                select g.order_id, m.order_id is not null as evacuated, m.haven
                from given g join serving a on a.mission = g.mission
                left join moved m on m.order_id = g.order_id and m.assignment = a.assignment
                where a.station = any (g.stations) or m.order_id is not null
            )
            select g.order_id as "order", g.mission, g.reference, g.ordered_on,
                   case when g.lifted_on <= :on then g.lifted_on end as lifted_on, g.stations,
                   count(c.order_id) as persons, count(*) filter (where c.evacuated) as evacuated, count(c.haven) as at_haven,
                   count(*) filter (where c.evacuated and c.haven is null) as returned,
                   count(*) filter (where not c.evacuated) as not_moved,
                   coalesce(array_agg(distinct c.haven) filter (where c.haven is not null), array[]::text[]) as havens
            from given g left join concerned c on c.order_id = g.order_id
            group by g.order_id, g.mission, g.reference, g.ordered_on, g.lifted_on, g.stations
            order by g.ordered_on, g.order_id
            """,
            Stamp.AS_KNOWN,
            Movement.class,
            EvacuationOrder.class,
            Assignment.class,
            Reassignment.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Movement.class, EvacuationOrder.class, Assignment.class, Reassignment.class);
    }

    @Override
    public Optional<String> rowsSql() {
        return Optional.of(SQL);
    }

    @Override
    public Answer read(Question question) {
        return Answer.of(COLUMNS, question.rows(SQL, COLUMNS)).because(List.of("mission"));
    }
}
