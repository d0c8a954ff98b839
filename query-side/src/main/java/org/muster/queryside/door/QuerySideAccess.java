package org.muster.queryside.door;

import java.net.URI;
import java.util.Optional;
import org.muster.web.security.AccessRules;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

/** The page and its assets are open because they hold no data: what they show, they ask for with a token. */
@Component
class QuerySideAccess implements AccessRules {

    private static final String[] PAGE = {
        "/",
        "/m/{acronym}",
        "/ends",
        "/changes",
        "/known",
        "/quality",
        "/history",
        "/index.html",
        "/history.html",
        "/assets/**",
        "/webjars/**",
        "/config.json",
        "/favicon.svg",
        "/favicon.ico"
    };

    private final String issuer;

    QuerySideAccess(OAuth2ResourceServerProperties oauth2) {
        this.issuer = oauth2.getJwt().getIssuerUri();
    }

    @Override
    public void name(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers(HttpMethod.GET, PAGE)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, PAGE)
                .permitAll()
                .requestMatchers("/missions", "/missions/{acronym:.+}", "/reports", "/live")
                .hasAuthority(Scopes.REPORTS)
                // Which of the two a report needs, it says itself; none is open to both.
                .requestMatchers("/reports/{name:.+}", "/reports/{name:.+}/changes")
                .hasAnyAuthority(Scopes.REPORTS, Scopes.ROSTER)
                .requestMatchers("/admin/**", "/actuator/**")
                .hasAuthority(Scopes.ADMIN);
    }

    /** The page may load its own files only, and talk to this server and the issuer only. */
    @Override
    public Optional<String> contentSecurityPolicy() {
        URI uri = URI.create(issuer);
        return Optional.of(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                        + "connect-src 'self' " + uri.getScheme() + "://" + uri.getAuthority()
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }
}
