package org.muster.cli;

import java.util.concurrent.Callable;
import org.muster.cli.access.ExitCode;
import org.muster.cli.access.SignIn;
import org.muster.cli.access.UnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code muster logout}: ends what {@code muster login} began. */
@Command(
        name = "logout",
        description = "Signs you out: forgets what muster login kept, and asks the issuer to.",
        mixinStandardHelpOptions = true)
final class LogoutCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean was;
        try {
            was = SignIn.ofUser().end();
        } catch (UnavailableException e) {
            throw new UnavailableException(
                    "you are signed out here, but the issuer was not told: " + e.getMessage(), e);
        }
        spec.commandLine().getErr().println(was ? "You are signed out" : "You were not signed in");
        return ExitCode.OK;
    }
}
