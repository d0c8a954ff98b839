package org.muster.web.openapi;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code muster.web.*}: how a side is reached.
 *
 * @param baseUrl its address for callers, for instance {@code https://muster.example.org}; by default documents name no host.
 *     The {@code Host} of a request is never repeated
 */
@ConfigurationProperties("muster.web")
public record OpenApiSettings(@DefaultValue("/") String baseUrl) {}
