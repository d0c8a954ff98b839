package org.muster.queryside.door;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.queryside.QuerySideProperties;
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
        "/operations",
        "/map",
        "/events",
        "/roster",
        "/history",
        "/index.html",
        "/history.html",
        "/assets/**",
        "/webjars/**",
        "/config.json",
        "/favicon.svg",
        "/favicon.ico"
    };

    private static final String[] OPEN_DATA = {"/open-data", "/open-data/{dataset}"};

    private final String issuer;
    private final ReportAddresses reports;
    private final boolean openDataPublic;

    QuerySideAccess(OAuth2ResourceServerProperties oauth2, ReportAddresses reports, QuerySideProperties properties) {
        this.reports = reports;
        this.issuer = oauth2.getJwt().getIssuerUri();
        this.openDataPublic = properties.openDataPublic();
    }

    @Override
    public void name(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        if (openDataPublic) {
            requests.requestMatchers(OPEN_DATA).permitAll();
        } else {
            requests.requestMatchers(OPEN_DATA).hasAuthority(Scopes.REPORTS);
        }
        requests.requestMatchers(HttpMethod.GET, PAGE)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, PAGE)
                .permitAll()
                .requestMatchers("/missions", "/missions/{acronym:.+}", "/reports", "/live")
                .hasAuthority(Scopes.REPORTS)
                .requestMatchers(ReportAddresses.patterns(reports.ofVolunteers()))
                .hasAuthority(Scopes.ROSTER)
                .requestMatchers(ReportAddresses.patterns(reports.ofFigures()))
                .hasAuthority(Scopes.REPORTS)
                // There is no such report.
                .requestMatchers("/reports/{name:.+}", "/reports/{name:.+}/changes")
                .hasAnyAuthority(Scopes.REPORTS, Scopes.ROSTER)
                .requestMatchers("/audit/**")
                .hasAuthority(Scopes.AUDIT)
                .requestMatchers("/personal-data/**")
                .hasAuthority(Scopes.PERSONAL_DATA)
                .requestMatchers("/admin/**", "/actuator/**")
                .hasAuthority(Scopes.ADMIN);
    }

    /** Who sees single volunteers or their names, and who looks into the history or the journal. */
    @Override
    public List<String> recorded() {
        return Stream.concat(reports.ofVolunteers().stream(), Stream.of("/audit", "/personal-data"))
                .toList();
    }

    /** The page may load its own files only, and talk to this server and the issuer only; it is framed only by itself, to renew a session. */
    @Override
    public Optional<String> contentSecurityPolicy() {
        URI uri = URI.create(issuer);
        String origin = uri.getScheme() + "://" + uri.getAuthority();
        return Optional.of(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                        + "connect-src 'self' " + origin + "; frame-src 'self' " + origin
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
    }
}
