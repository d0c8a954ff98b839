package org.muster.cli;

import java.util.concurrent.Callable;
import org.muster.cli.access.Connection;
import org.muster.cli.access.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code muster token}: an access token, for other programs. */
@Command(
        name = "token",
        description = "Prints an access token, for curl and for muster audit export.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer =
                "  curl -H \"Authorization: Bearer $(muster token --client auditor)\" localhost:8080/audit/events?limit=3")
final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(connection.client().token());
        return ExitCode.OK;
    }
}
