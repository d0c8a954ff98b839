package org.muster.web.problem;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Makes every answer that is an error a {@link Problem}. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ErrorPage.class, ProblemPages.class})
public class ProblemConfiguration {

    @Bean
    ProblemCatalog problemCatalog(ObjectProvider<ProblemVocabulary> vocabularies) {
        return new ProblemCatalog(
                vocabularies.orderedStream().map(ProblemVocabulary::types).toList());
    }

    @Bean
    ProblemValve.Installation problemValve() {
        return new ProblemValve.Installation();
    }
}
