package org.muster.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all tests of a run one running application without history; it stops when the run ends. */
final class RunningApplication implements ParameterResolver {

    private static Application shared;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Application.class;
    }

    @Override
    public Application resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared();
    }

    private static synchronized Application shared() {
        if (shared == null) {
            shared = Application.start(Path.of("target", "acceptance-data"), "none");
            shared.awaitReady();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }
}
