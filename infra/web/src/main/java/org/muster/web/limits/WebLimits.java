package org.muster.web.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one caller and one address may take of a door, {@code muster.web.limits.*}.
 *
 * @param requestsPerSecondOfCaller before 429, by the token's subject
 * @param requestsPerSecondOfAddress before 429, by the client's address. Behind a proxy either set
 *     {@code server.forward-headers-strategy}, or this as high as for all together
 * @param connectionsShareOfAddress once half of the server's connections are open, an address may hold this share of them at
 *     most, from 0 to 1; behind a proxy 1
 */
@ConfigurationProperties("muster.web.limits")
public record WebLimits(
        @DefaultValue("10000") int requestsPerSecondOfCaller,
        @DefaultValue("20000") int requestsPerSecondOfAddress,
        @DefaultValue("0.25") double connectionsShareOfAddress) {}
