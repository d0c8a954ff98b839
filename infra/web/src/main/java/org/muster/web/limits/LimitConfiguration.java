package org.muster.web.limits;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What bounds a door. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebLimits.class)
public class LimitConfiguration {

    @Bean
    AddressRate addressRate(WebLimits limits) {
        return new AddressRate(limits);
    }

    @Bean
    CallerRate callerRate(WebLimits limits) {
        return new CallerRate(limits);
    }

    @Bean
    LimitedConnections limitedConnections(WebLimits limits) {
        return new LimitedConnections(limits);
    }

    @Bean
    RequestGuard requestGuard(AddressRate addresses) {
        return new RequestGuard(addresses);
    }
}
