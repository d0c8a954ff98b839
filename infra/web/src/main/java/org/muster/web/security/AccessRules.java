package org.muster.web.security;

import java.util.List;
import java.util.Optional;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Who may use which address of a side. What it does not name does not exist for anybody. */
public interface AccessRules {

    /** Names addresses and what they need; the first that fits decides. */
    void name(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests);

    /** The beginnings of addresses of which every reader is recorded, before anything is shown. */
    default List<String> recorded() {
        return List.of();
    }

    /** What a browser may load, for a side that has a page; by default nothing. */
    default Optional<String> contentSecurityPolicy() {
        return Optional.empty();
    }
}
