package org.muster.queryside.report;

import java.util.List;
import org.muster.queryside.readmodel.service.AdoptedPolicy;
import org.muster.queryside.readmodel.service.ServiceBounds;
import org.muster.readmodels.AsKnownAt;

/** Reads the policies as known at the position of a question. */
public final class AdoptedPolicies {

    private static final List<Column> COLUMNS = List.of(
            Column.text("term", "", ""),
            Column.text("category", "", ""),
            Column.whole("value", "", ""),
            Column.date("effectiveFrom", "", ""));

    private static final String SQL = AsKnownAt.query(
            "select p.term, p.category, p.value, p.effective_from from {adopted_policy} p order by p.position",
            Stamp.AS_KNOWN,
            AdoptedPolicy.class);

    private AdoptedPolicies() {}

    /** What they say about service. */
    public static ServiceBounds of(Question question) {
        return ServiceBounds.of(question.rows(SQL, COLUMNS).stream()
                .map(row -> new ServiceBounds.Adopted(
                        (String) row.get(0),
                        (String) row.get(1),
                        Math.toIntExact((Long) row.get(2)),
                        (java.time.LocalDate) row.get(3)))
                .toList());
    }
}
