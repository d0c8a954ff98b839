package org.muster.benchmark.engine;

import org.muster.benchmark.engine.Results.Race;
import org.muster.benchmark.kit.Measurement;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deployments counted in a runner's tables, not through what is measured.
 *
 * @param exceededCeilings of the race's missions, M1000 and following with 20 posts each
 * @param deployedTwice volunteers with more than one deployment
 */
record Census(long stored, long exceededCeilings, long deployedTwice) {

    static Census of(Runner runner, JdbcClient database) {
        return count(runner, database, "%");
    }

    static Race race(Runner runner, JdbcClient database, Measurement measured) {
        Census census = count(runner, database, "M1%");
        return new Race(
                measured.acknowledgedEvents(),
                measured.failed() + measured.unanswered(),
                census.stored,
                census.exceededCeilings,
                census.deployedTwice);
    }

    private static Census count(Runner runner, JdbcClient database, String missions) {
        return database.sql("""
                        WITH deployed AS MATERIALIZED (
                            SELECT event ->> 'missionId' AS mission, event ->> 'volunteerId' AS volunteer
                            FROM (%s) AS events(event) WHERE event ->> 'missionId' LIKE ?)
                        SELECT (SELECT count(*) FROM deployed) AS stored,
                            (SELECT count(*) FROM (SELECT 1 FROM deployed WHERE mission LIKE 'M1%%'
                                GROUP BY mission HAVING count(*) > 20) missions) AS exceeded_ceilings,
                            (SELECT count(*) FROM (SELECT 1 FROM deployed
                                GROUP BY volunteer HAVING count(*) > 1) volunteers) AS deployed_twice
                        """.formatted(runner.stored()))
                .param(missions)
                .query(Census.class)
                .single();
    }
}
