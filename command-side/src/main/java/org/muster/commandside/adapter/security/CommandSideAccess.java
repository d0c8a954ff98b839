package org.muster.commandside.adapter.security;

import java.util.List;
import org.muster.web.security.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

/** Who may use which address of the command side. The schemas and the topics are open: they are the contract. */
@Component
class CommandSideAccess implements AccessRules {

    /** Who reads history, or who a person is. */
    @Override
    public List<String> recorded() {
        return List.of("/audit", "/personal-data", "/roster");
    }

    @Override
    public void name(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers(HttpMethod.GET, "/schemas/*", "/v3/asyncapi")
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, "/schemas/*", "/v3/asyncapi")
                .permitAll()
                .requestMatchers("/actuator", "/actuator/**", "/admin/**")
                .hasAuthority(Scopes.authority(Scopes.ADMIN))
                .requestMatchers("/commands", "/commands/**")
                .hasAuthority(Scopes.authority(Scopes.COMMANDS))
                .requestMatchers("/imports", "/imports/**")
                .access(AuthorizationManagers.allOf(
                        AuthorityAuthorizationManager.hasAuthority(Scopes.authority(Scopes.COMMANDS)),
                        AuthorityAuthorizationManager.hasAuthority(Scopes.authority(Scopes.IMPORT))))
                .requestMatchers("/personal-data/**")
                .hasAuthority(Scopes.authority(Scopes.PERSONAL_DATA))
                .requestMatchers("/roster/**")
                .hasAuthority(Scopes.authority(Scopes.ROSTER))
                .requestMatchers("/audit/**")
                .hasAuthority(Scopes.authority(Scopes.AUDIT));
    }
}
