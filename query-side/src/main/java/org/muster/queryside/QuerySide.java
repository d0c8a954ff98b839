package org.muster.queryside;

import org.muster.messaging.wire.KafkaClients;
import org.muster.queryside.completeness.CompletenessProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** The query side: consumes events from Kafka into read models and answers reports from them. */
@SpringBootApplication
@EnableConfigurationProperties({QuerySideProperties.class, KafkaProperties.class, CompletenessProperties.class})
public class QuerySide {

    @Bean
    KafkaClients kafkaClients(ConsumerFactory<?, ?> consumers, ProducerFactory<?, ?> producers, KafkaAdmin admin) {
        return KafkaClients.of(consumers, producers, admin);
    }

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
