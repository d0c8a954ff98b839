package org.muster.queryside.web;

import jakarta.servlet.DispatcherType;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may ask what. Everything is denied but what is listed here; tokens are JWTs of the configured issuer.
 *
 * <p>The page and its assets are open because they hold no data: what they show, they ask for with a token.
 */
@Configuration(proxyBeanMethods = false)
class Security {

    private static final Logger LOG = LoggerFactory.getLogger(Security.class);

    private static final String[] PAGE = {
        "/", "/index.html", "/assets/**", "/webjars/**", "/config.json", "/favicon.svg", "/favicon.ico"
    };

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, Problems problems, OAuth2ResourceServerProperties oauth2)
            throws Exception {
        AuthenticationEntryPoint unauthenticated = unauthenticated(problems);
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, PAGE)
                                .permitAll()
                                .requestMatchers(HttpMethod.HEAD, PAGE)
                                .permitAll()
                                .requestMatchers("/actuator/health/**")
                                .permitAll()
                                .requestMatchers("/missions", "/missions/*", "/reports/*", "/live")
                                .hasAuthority("SCOPE_reports")
                                .requestMatchers("/v3/api-docs", "/v3/api-docs.yaml")
                                .authenticated()
                                .requestMatchers("/admin/**", "/actuator/**")
                                .hasAuthority("SCOPE_admin")
                                .anyRequest()
                                .denyAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(forbidden(problems))
                        .withObjectPostProcessor(answersWhenTheIssuerDoesNot(unauthenticated)))
                .exceptionHandling(refusals ->
                        refusals.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden(problems)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie ever authenticates anyone here.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(
                                contentSecurityPolicy(oauth2.getJwt().getIssuerUri())))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .build();
    }

    /** Answers 400 where the firewall refuses a path, instead of an empty response. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(Problems problems) {
        return (request, response, refused) -> problems.write(
                response,
                Problem.of(
                        HttpStatus.BAD_REQUEST, "MALFORMED_REQUEST", "The request's path or headers are malformed."));
    }

    /** The page may load its own files only, and talk to this server and the issuer only. */
    private static String contentSecurityPolicy(String issuer) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                + "connect-src 'self'" + origin(issuer)
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String origin(String issuer) {
        if (issuer == null) {
            return "";
        }
        URI uri = URI.create(issuer);
        return " " + uri.getScheme() + "://" + uri.getAuthority();
    }

    private static AuthenticationEntryPoint unauthenticated(Problems problems) {
        BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
        return (request, response, refused) -> {
            if (refused instanceof AuthenticationServiceException) {
                LOG.error("The issuer's keys cannot be read, so no token can be checked", refused);
                response.setHeader(HttpHeaders.RETRY_AFTER, "5");
                problems.write(
                        response,
                        Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "ISSUER_UNAVAILABLE",
                                "Tokens cannot be checked at present."));
                return;
            }
            challenge.commence(request, response, refused);
            problems.write(
                    response,
                    Problem.of(
                            HttpStatus.valueOf(response.getStatus()),
                            "UNAUTHENTICATED",
                            "A valid bearer token of the configured issuer is needed."));
        };
    }

    private static AccessDeniedHandler forbidden(Problems problems) {
        BearerTokenAccessDeniedHandler challenge = new BearerTokenAccessDeniedHandler();
        return (request, response, refused) -> {
            challenge.handle(request, response, refused);
            problems.write(
                    response,
                    Problem.of(HttpStatus.FORBIDDEN, "FORBIDDEN", "The token's scopes do not allow this request."));
        };
    }

    /** Spring rethrows a failure to reach the issuer, which the container would answer as 500. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answersWhenTheIssuerDoesNot(
            AuthenticationEntryPoint unauthenticated) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                AuthenticationEntryPointFailureHandler handler =
                        new AuthenticationEntryPointFailureHandler(unauthenticated);
                handler.setRethrowAuthenticationServiceException(false);
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }
}
