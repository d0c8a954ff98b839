package org.muster.queryside.projection;

import java.util.List;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportingSql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the views of {@link ReportingSql} once the read models have tables, when they differ from those that are there, and lets the
 * role {@value #ROLE} read them where an operator has created it.
 */
@Component
class ReportingViews implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ReportingViews.class);

    /** As the schema: who may read it. */
    static final String ROLE = ReportingSql.SCHEMA;

    /** Of two processes that start at once one waits. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('muster.reporting'))";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final List<Report> reports;

    ReportingViews(JdbcTemplate jdbc, PlatformTransactionManager transactions, List<Report> reports) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.reports = reports;
    }

    @Override
    public void run(ApplicationArguments none) {
        transaction.executeWithoutResult(status -> {
            jdbc.execute(LOCK);
            String wanted = ReportingSql.create(reports, jdbc.queryForObject("select current_schema()", String.class));
            String version = Integer.toHexString(wanted.hashCode());
            List<String> present = jdbc.queryForList(
                    "select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = '" + ROLE + "'",
                    String.class);
            if (!present.equals(List.of(version))) {
                // A read model that is being rebuilt may not have all columns yet.
                jdbc.execute("set local check_function_bodies = off");
                jdbc.execute(wanted);
                jdbc.execute("comment on schema reporting is '" + version + "'");
                LOG.info("Reports can be read in schema {}", ReportingSql.SCHEMA);
            }
            if (Boolean.TRUE.equals(jdbc.queryForObject(
                    "select exists (select from pg_roles where rolname = '" + ROLE + "')", Boolean.class))) {
                jdbc.execute(ReportingSql.grant(ROLE));
            }
        });
    }
}
