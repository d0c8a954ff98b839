package org.muster.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.muster.web.journal.JournalConfiguration;
import org.muster.web.limits.LimitConfiguration;
import org.muster.web.openapi.OpenApiConfiguration;
import org.muster.web.parameters.ParameterConfiguration;
import org.muster.web.problem.ProblemConfiguration;
import org.muster.web.security.ResourceServerConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Makes a Spring Boot application one of Muster's HTTP doors: problems, strict parameters, security, limits and an OpenAPI
 * document. It brings an {@link org.muster.web.security.AccessRules}, an {@link org.muster.web.openapi.ApiDescription}
 * and a {@link org.muster.web.journal.DoorJournal}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({
    ProblemConfiguration.class,
    ParameterConfiguration.class,
    LimitConfiguration.class,
    ResourceServerConfiguration.class,
    JournalConfiguration.class,
    OpenApiConfiguration.class
})
public @interface Door {}
