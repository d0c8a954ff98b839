package org.muster.queryside;

import org.muster.queryside.completeness.CompletenessProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** The query side: consumes facts from Kafka into read models and answers reports from them. */
@SpringBootApplication
@EnableConfigurationProperties({QuerySideProperties.class, KafkaProperties.class, CompletenessProperties.class})
public class QuerySide {

    /**
     * Starts the query side; closing the context stops it in order.
     *
     * @param arguments Spring's, for instance {@code --server.port=0}
     */
    public static ConfigurableApplicationContext start(String... arguments) {
        return SpringApplication.run(QuerySide.class, arguments);
    }

    static void main(String[] arguments) {
        start(arguments);
    }
}
