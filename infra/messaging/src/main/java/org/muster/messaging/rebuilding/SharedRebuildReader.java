package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.Checkpoints;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.checkpoint.SqlFailures;
import org.muster.messaging.rebuilding.RebuildRun.RebuildFailedException;
import org.muster.messaging.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bulk of several rebuilds, from one reading of the topic: fetching, unpacking, decoding and digesting an event costs more
 * than most read models make of it.
 *
 * <p>It only saves time. Each generation keeps its own checkpoints, moved in its own transactions, so each rebuild goes on by
 * itself from wherever this left it, and finds out by itself what is wrong with it.
 */
record SharedRebuildReader(List<RebuildRun> runs, DataSource dataSource, RebuildSettings settings) {

    private static final Logger log = LoggerFactory.getLogger(SharedRebuildReader.class);

    /**
     * Fills up to where all active generations are by now.
     *
     * @return false if any of them is to stop
     * @throws SQLException and other passing failures: to be tried again
     */
    boolean fill() throws SQLException, InterruptedException {
        try (Admin admin = Admin.create(settings.kafka().admin())) {
            return fill(Topics.existing(admin, settings.eventsTopic()));
        } catch (RebuildFailedException | ProjectionStoppedException e) {
            log.info("Rebuilds go on one by one: {}", e.toString());
            return true;
        } catch (SQLException e) {
            if (SqlFailures.isPassing(e)) {
                throw e;
            }
            log.info("Rebuilds go on one by one: {}", e.toString());
            return true;
        }
    }

    private boolean fill(TopicDescription topic) throws SQLException, InterruptedException {
        List<GenerationProjection> generations = new ArrayList<>();
        for (RebuildRun run : runs) {
            generations.add(run.begin(topic));
        }
        List<Checkpoint> active = active(topic.topicId().toString());
        // The least of the active ones' offsets: none of them may be overtaken.
        Map<Integer, Long> goals = new HashMap<>();
        active.forEach(checkpoint -> goals.merge(checkpoint.partition(), checkpoint.nextOffset(), Math::min));
        log.info(
                "Rebuilds together: {}",
                generations.stream().map(GenerationProjection::name).toList());
        try (RebuildFill fill = new RebuildFill(
                generations, dataSource, settings, topic.partitions().size())) {
            return fill.fillTo(
                    goals,
                    CatchUp.published(active),
                    () -> runs.stream().allMatch(run -> run.watch().goOn(fill, goals)));
        }
    }

    private List<Checkpoint> active(String topicId) throws SQLException {
        List<Checkpoint> all = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            for (RebuildRun run : runs) {
                for (Checkpoint active :
                        Checkpoints.load(connection, run.projection().name()).values()) {
                    if (!active.topicId().equals(topicId)) {
                        throw new RebuildFailedException("the topic was created anew", null);
                    }
                    all.add(active);
                }
            }
        }
        return all;
    }
}
