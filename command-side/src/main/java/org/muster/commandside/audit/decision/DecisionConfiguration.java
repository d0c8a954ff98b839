package org.muster.commandside.audit.decision;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.muster.commandside.adapter.axon.state.PastStates;
import org.muster.commandside.domain.decision.Decider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of {@code /audit/decisions} and {@code /audit/refusals}. */
@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

    @Bean
    RefusalLog refusalLog(
            @Qualifier("historyPool") HikariDataSource pool,
            @Value("${muster.audit.refusals-kept-for}") Duration keptFor,
            MeterRegistry meters) {
        return RefusalLog.begin(pool, keptFor, meters);
    }

    @Bean
    DecisionReplay decisionReplay(List<Decider<?>> deciders, PastStates states) {
        return new DecisionReplay(deciders, states);
    }
}
