package org.muster.messaging.progress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.Checkpoints;

/** Compares what projections have handled with what was published, by what both have counted. */
record CountedProjections(DataSource dataSource, WatermarkHistory publications) {

    /** See {@link AppliedPosition#completeness}. */
    List<PartitionCompleteness> completeness(String projection) throws SQLException {
        List<PartitionCompleteness> partitions = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            for (Checkpoints.Counted counted :
                    Checkpoints.counted(connection, projection).values()) {
                partitions.add(compare(counted));
            }
        }
        return partitions;
    }

    private PartitionCompleteness compare(Checkpoints.Counted counted) {
        Checkpoint checkpoint = counted.checkpoint();
        return PartitionCompleteness.of(
                counted, publications.around(checkpoint.partition(), checkpoint.topicId(), checkpoint.nextOffset()));
    }
}
