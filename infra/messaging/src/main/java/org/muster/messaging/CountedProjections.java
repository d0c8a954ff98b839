package org.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.muster.messaging.PartitionCompleteness.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what projections have handled with what was published, by what both have counted. */
record CountedProjections(DataSource dataSource, HeardPublications publications) {

    private static final Logger log = LoggerFactory.getLogger(CountedProjections.class);

    /** See {@link AppliedPosition#completeness}. */
    List<PartitionCompleteness> completeness(String projection) throws SQLException {
        List<PartitionCompleteness> partitions = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            for (Checkpoints.Counted counted :
                    Checkpoints.counted(connection, projection).values()) {
                PartitionCompleteness found = compare(counted);
                if (found.verdict() == Verdict.UNCOUNTED && counted.handled().isEmpty()) {
                    begin(connection, projection, counted.checkpoint(), found);
                }
                partitions.add(found);
            }
        }
        return partitions;
    }

    private PartitionCompleteness compare(Checkpoints.Counted counted) {
        Checkpoint checkpoint = counted.checkpoint();
        return PartitionCompleteness.of(
                counted, publications.around(checkpoint.partition(), checkpoint.topicId(), checkpoint.nextOffset()));
    }

    /** Takes a checkpoint that nobody has counted from its start for complete, where that can be said in numbers. */
    private static void begin(Connection connection, String projection, Checkpoint at, PartitionCompleteness found)
            throws SQLException {
        if (found.published().isPresent()
                && Checkpoints.adopt(
                        connection, projection, at, found.published().get())) {
            log.info(
                    "Projection {} was not counted in partition {}: it is from offset {} on, beginning with {}",
                    projection,
                    at.partition(),
                    at.nextOffset(),
                    found.published().get());
        }
    }
}
