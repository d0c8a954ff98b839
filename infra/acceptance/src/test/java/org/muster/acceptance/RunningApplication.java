package org.muster.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all tests of a run one running application without history; it stops when the run ends. */
final class RunningApplication implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Application.class;
    }

    @Override
    public Application resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes it after the last test and waits for that; a shutdown hook would be cut off on a busy machine,
        // and the
        // application would outlive the run.
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Application.class, type -> started(), Application.class);
    }

    private static Application started() {
        Application application = Application.start(Path.of("target", "acceptance-data"), "none");
        application.awaitReady();
        return application;
    }
}
