package org.muster.web.security;

import jakarta.servlet.DispatcherType;
import org.muster.web.journal.DoorJournal;
import org.muster.web.journal.DoorRecorder;
import org.muster.web.limits.AddressRate;
import org.muster.web.problem.Problem;
import org.muster.web.problem.ProblemWriter;
import org.muster.web.problem.WebProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * An OAuth 2 resource server that denies what no rule allows. Its settings are Spring Boot's own,
 * {@code spring.security.oauth2.resourceserver.jwt.*}; issuer and audience must be set.
 */
@Configuration(proxyBeanMethods = false)
public class ResourceServerConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ResourceServerConfiguration.class);

    /** Open on every side, because they hold no data: how it is, what it offers, what its errors mean. */
    private static final String[] OPEN = {
        "/actuator/health", "/actuator/health/**", "/v3/api-docs", "/v3/api-docs.yaml", "/problems", "/problems/*"
    };

    private static final String NO_CONTENT =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    JwtDecoder jwtDecoder(OAuth2ResourceServerProperties settings) {
        OAuth2ResourceServerProperties.Jwt jwt = settings.getJwt();
        return TokenDecoder.of(jwt.getIssuerUri(), jwt.getJwkSetUri(), jwt.getAudiences());
    }

    @Bean
    SecurityFilterChain door(HttpSecurity http, AccessRules rules, AddressRate addresses, DoorJournal journal)
            throws Exception {
        DoorRecorder recorder = new DoorRecorder(journal, rules.recorded());
        Refusals refusals = new Refusals(addresses, recorder);
        return http.authorizeHttpRequests(requests -> {
                    // Tomcat includes the error page in an answer that broke off; only the server dispatches so.
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.INCLUDE)
                            .permitAll()
                            .requestMatchers(HttpMethod.GET, OPEN)
                            .permitAll()
                            .requestMatchers(HttpMethod.HEAD, OPEN)
                            .permitAll();
                    rules.name(requests);
                    requests.anyRequest().access((caller, context) -> {
                        Refusals.nothingThere(context.getRequest());
                        return new AuthorizationDecision(false);
                    });
                })
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals)
                        .withObjectPostProcessor(refusals.issuerUnavailable()))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .addFilterAfter(recorder, AuthorizationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie ever authenticates anyone here, so there is nothing to forge.
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> harden(headers, rules))
                .build();
    }

    private static void harden(HeadersConfigurer<HttpSecurity> headers, AccessRules rules) {
        headers.contentSecurityPolicy(csp ->
                        csp.policyDirectives(rules.contentSecurityPolicy().orElse(NO_CONTENT)))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }

    /** A request is measured as a whole; measuring each of a dozen filters costs more than some of them do. */
    @Bean
    SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Answers 400 where the firewall refuses an address or a header. */
    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, refused) -> {
            log.debug("The firewall refused a request", refused);
            ProblemWriter.write(Problem.of(WebProblem.MALFORMED_REQUEST), request, response);
        };
    }
}
