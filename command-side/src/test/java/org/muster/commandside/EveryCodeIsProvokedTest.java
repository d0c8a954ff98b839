package org.muster.commandside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.muster.commandside.domain.decision.Given;

/**
 * Runs the sentences about all deciders and compares the codes that were given with those that the catalog declares: each
 * declared one is provoked in a sentence and absent in another, and none is given that is not declared.
 */
class EveryCodeIsProvokedTest {

    @Test
    void the_catalog_declares_exactly_the_codes_that_the_sentences_provoke() {
        LauncherDiscoveryRequest sentences = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("org.muster.commandside.domain"))
                .filters(includeClassNamePatterns(".*Test"), EngineFilter.includeEngines("junit-jupiter"))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(sentences, summary);
        assertThat(summary.getSummary().getTestsSucceededCount()).isGreaterThan(300);

        assertThat(lines(Given.said().stream()
                        .filter(said -> CommandCatalog.named(said.command()).isPresent())))
                .isEqualTo(lines(CommandCatalog.all().stream().flatMap(EveryCodeIsProvokedTest::declared)));
    }

    /** Where a command is accepted in some sentence, every refusal of it is absent there. */
    private static Stream<Given.Said> declared(CommandType type) {
        return Stream.concat(
                Stream.of(new Given.Said(type.name(), Optional.empty())),
                Stream.<Enum<?>>concat(type.refusals().stream(), type.warnings().stream())
                        .map(code -> new Given.Said(type.name(), Optional.of(code))));
    }

    private static Set<String> lines(Stream<Given.Said> said) {
        return said.map(one -> one.command() + " " + one.code().map(Enum::name).orElse("accepted"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
