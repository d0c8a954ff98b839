package org.muster.queryside.report.roster;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.service.AdoptedPolicy;
import org.muster.queryside.readmodel.service.BirthMonth;
import org.muster.queryside.readmodel.service.ServiceBounds;
import org.muster.queryside.readmodel.service.ServiceBounds.Stint;
import org.muster.queryside.report.AdoptedPolicies;
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
import org.muster.web.parameters.DeclaredParameter;
import org.springframework.stereotype.Component;

/** How much of the service that is allowed those have used who serve on a day. */
@Component
public class ServiceLimit implements Report {

    private static final DeclaredParameter<String> VOLUNTEER =
            Parameters.query("volunteer", Parameters.identifier(), "Only this volunteer");

    private static final List<Column> COLUMNS = List.of(
            Roster.VOLUNTEER,
            Roster.ASSIGNMENT,
            Columns.MISSION,
            Columns.CATEGORY,
            Roster.ENTRY,
            Roster.CONTRACT,
            Column.whole(
                    "daysServed", "In the category's type, up to and with the day, since a lapse", "#indicator+days"),
            Column.whole("daysMax", "Allowed in all; null where there is no maximum", "#indicator+days+max"),
            Column.decimal("usedPercent", "Days served of 100 allowed", "#indicator+used+pct"),
            Column.date("lastDay", "The last day on which service is allowed", "#date+limit"),
            Column.flag("beyond", "Whether the contract ends after it", "#status+beyond"),
            Roster.EVENTS);

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "service-limit",
            "Service used of the maximum that is allowed, by assignment",
            "Assignments with entry on duty ≤ the day < separation, " + Roster.PAGE_SIZE
                    + " a page. Days of all assignments of the same type add up (rule X7), from the first one or from a lapse that the"
                    + " policy says; the maximum is that of the category by the policy on the entry on duty, and none from the retirement age"
                    + " on.",
            Access.ROSTER,
            List.of(Parameters.ON, VOLUNTEER, Parameters.MISSION, Parameters.CATEGORY, Parameters.PAGE),
            COLUMNS);

    private static final List<Column> READ = List.of(
            Roster.VOLUNTEER,
            Roster.ASSIGNMENT,
            Columns.MISSION,
            Columns.CATEGORY,
            Roster.ENTRY,
            Roster.CONTRACT,
            Roster.SEPARATION,
            Column.date("bornBefore", "", ""),
            Column.flag("asked", "", ""));

    /** All assignments of those on the page: their earlier service counts, too. */
    private static final String SQL = AsKnownAt.query("""
            with page as materialized (
                select a.volunteer, a.assignment from {assignment} a
                where a.entry_on_duty <= :on and (a.separation_on is null or a.separation_on > :on)
                  and (:volunteer::text is null or a.volunteer = :volunteer)
                  and (:mission::text is null or a.mission = :mission) and (:category::text is null or a.category = :category)
                order by a.assignment offset :skipped limit :read
            )
            select a.volunteer, a.assignment, a.mission, a.category, a.entry_on_duty, a.contract_ends_on, a.separation_on,
                   b.born_before, exists (select from page p where p.assignment = a.assignment) as asked
            from (select distinct p.volunteer from page p) asked
            join lateral (select x.* from {assignment} x where x.volunteer = asked.volunteer offset 0) a on true
            left join lateral (
                select b.born_before from {birth_month} b where b.volunteer = a.volunteer limit 1
            ) b on true
            order by a.assignment
            """, Stamp.AS_KNOWN, Assignment.class, BirthMonth.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Assignment.class, BirthMonth.class, AdoptedPolicy.class);
    }

    @Override
    public Answer read(Question question) {
        ServiceBounds bounds = AdoptedPolicies.of(question);
        long skipped = (question.get(Parameters.PAGE).orElse(1L) - 1) * Roster.PAGE_SIZE;
        Map<String, Object> more = new TreeMap<>(Map.of("skipped", skipped, "read", Roster.PAGE_SIZE + 1));
        if (question.get(VOLUNTEER).isEmpty()) {
            more.put("volunteer", null);
        }
        List<List<Object>> read = question.rows(SQL, READ, more);
        Map<Object, List<Stint>> service = new TreeMap<>();
        read.forEach(row -> service.computeIfAbsent(row.getFirst(), any -> new ArrayList<>())
                .add(stint(row)));
        List<List<Object>> rows = read.stream()
                .filter(row -> row.getLast().equals(true))
                .map(row -> row(
                        row,
                        bounds.used(stint(row), service.get(row.getFirst()), (LocalDate) row.get(7), question.on())))
                .toList();
        return Answer.of(COLUMNS, rows).page(Roster.PAGE_SIZE);
    }

    private static Stint stint(List<Object> row) {
        return new Stint((String) row.get(1), (String) row.get(3), (LocalDate) row.get(4), (LocalDate) row.get(6));
    }

    private static List<Object> row(List<Object> read, ServiceBounds.Used used) {
        LocalDate contractEnd = (LocalDate) read.get(5);
        List<Object> row = new ArrayList<>(read.subList(0, 6));
        row.addAll(Arrays.asList(
                used.days(),
                used.daysMax().orElse(null),
                used.daysMax().map(most -> percent(used.days(), most)).orElse(null),
                used.lastDay().orElse(null),
                used.lastDay()
                        .map(last -> contractEnd != null && contractEnd.isAfter(last))
                        .orElse(false),
                "/audit/events?tag=assignment:" + read.get(1)));
        return row;
    }

    private static BigDecimal percent(long days, long most) {
        return BigDecimal.valueOf(100 * days).divide(BigDecimal.valueOf(most), 1, RoundingMode.HALF_UP);
    }
}
