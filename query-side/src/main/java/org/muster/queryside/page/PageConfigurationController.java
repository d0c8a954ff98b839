package org.muster.queryside.page;

import io.swagger.v3.oas.annotations.Operation;
import org.muster.queryside.QuerySideProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /config.json}: what the page needs to sign in. Nothing in it is secret. */
@RestController
class PageConfigurationController {

    private final SignInConfiguration configuration;

    PageConfigurationController(OAuth2ResourceServerProperties oauth2, QuerySideProperties properties) {
        this.configuration = new SignInConfiguration(oauth2.getJwt().getIssuerUri(), properties.pageClientId());
    }

    @Operation(summary = "Where the page signs people in")
    @GetMapping(path = "/config.json", produces = MediaType.APPLICATION_JSON_VALUE)
    SignInConfiguration configuration() {
        return configuration;
    }

    /**
     * Where and as what the page signs in.
     *
     * @param issuer the authorization server; its endpoints are discovered from there
     * @param clientId the page's public client
     */
    record SignInConfiguration(String issuer, String clientId) {}
}
