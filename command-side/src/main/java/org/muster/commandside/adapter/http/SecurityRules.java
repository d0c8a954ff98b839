package org.muster.commandside.adapter.http;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.muster.commandside.adapter.security.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules of access. What no rule names is denied to everybody, so a new endpoint is closed until somebody writes down
 * who may use it.
 */
@Configuration(proxyBeanMethods = false)
class SecurityRules {

    private final JsonMapper json;

    SecurityRules(JsonMapper json) {
        this.json = json;
    }

    @Bean
    SecurityFilterChain rules(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/schemas/*")
                        .permitAll()
                        .requestMatchers("/actuator", "/actuator/**", "/admin/**")
                        .hasAuthority(Scopes.authority(Scopes.ADMIN))
                        .requestMatchers("/commands", "/commands/**")
                        .hasAuthority(Scopes.authority(Scopes.COMMANDS))
                        .requestMatchers("/audit/**")
                        .hasAuthority(Scopes.authority(Scopes.AUDIT))
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(unauthenticated())
                        .accessDeniedHandler(forbidden())
                        .withObjectPostProcessor(issuerUnavailable()))
                .addFilterBefore(this::issuerNeverSeen, BearerTokenAuthenticationFilter.class)
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(unauthenticated()).accessDeniedHandler(forbidden()))
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                // Nothing here rides on a cookie, so there is nothing to forge.
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** 401, with the challenge that RFC 6750 asks for in {@code WWW-Authenticate}. */
    private AuthenticationEntryPoint unauthenticated() {
        BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
        return (request, response, failure) -> {
            challenge.commence(request, response, failure);
            write(Problems.unauthenticated(), response);
        };
    }

    private AccessDeniedHandler forbidden() {
        return (request, response, failure) -> write(Problems.forbidden(), response);
    }

    /** An issuer that is away is not the caller's fault: 503 rather than 401, and no stack trace per request. */
    private ObjectPostProcessor<BearerTokenAuthenticationFilter> issuerUnavailable() {
        AuthenticationEntryPoint unauthenticated = unauthenticated();
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler((request, response, failure) -> {
                    if (failure instanceof AuthenticationServiceException) {
                        write(Problems.issuerUnavailable(), response);
                    } else {
                        unauthenticated.commence(request, response, failure);
                    }
                });
                return filter;
            }
        };
    }

    /** As {@link #issuerUnavailable()}, before the first token: the decoder cannot even be made, and says so otherwise. */
    private void issuerNeverSeen(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (JwtDecoderInitializationException e) {
            write(Problems.issuerUnavailable(), (HttpServletResponse) response);
        }
    }

    private void write(Problem problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (problem.isTemporary()) {
            response.setHeader("Retry-After", problem.retryAfterSeconds());
        }
        response.getOutputStream().write(json.writeValueAsBytes(problem.body()));
    }
}
