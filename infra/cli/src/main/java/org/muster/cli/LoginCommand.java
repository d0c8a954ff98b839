package org.muster.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.muster.cli.access.Connection;
import org.muster.cli.access.DeviceLogin;
import org.muster.cli.access.ExitCode;
import org.muster.cli.access.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster login}: a person signs in, with a browser on this machine or another one. */
@Command(
        name = "login",
        description = {
            "Signs you in: shows an address and a code, and waits until you have let it in with a browser, here or elsewhere.",
            "What you may do is kept for you only, in $XDG_CACHE_HOME/muster or ~/.cache/muster, and renewed until it ends or muster logout."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster login                                           # to send commands and read reports",
            "  muster login --scopes audit,reports",
            "  muster login --issuer https://login.example.org/realms/muster --client muster-command-line",
            "",
            "A client that is named (--client, --credentials, their variables, or $MUSTER_TOKEN) comes before a sign-in."
        })
final class LoginCommand implements Callable<Integer> {

    private static final String LOCAL = "http://localhost:9000";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "Who gives tokens; else $MUSTER_ISSUER, else " + LOCAL + ", which a local run starts")
    private URI issuer;

    @Option(
            names = "--client",
            paramLabel = "ID",
            defaultValue = "command-line",
            description = "This program's name at the issuer; command-line by default")
    private String client;

    @Option(
            names = "--scopes",
            paramLabel = "SCOPE",
            split = ",",
            defaultValue = "commands,reports",
            description = "What to ask for; commands,reports by default")
    private List<String> scopes;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        String granted = DeviceLogin.ofUser().run(address(), client, String.join(" ", scopes), (address, code) -> {
            err.println(
                    code.isEmpty() ? "Or open " + address : "Open %s and enter the code %s".formatted(address, code));
            err.flush();
        });
        err.println("You are signed in, with: " + granted);
        Connection.beforeSignIn()
                .ifPresent(variable ->
                        err.println("$" + variable + " is set and comes first; unset it to go as yourself"));
        return ExitCode.OK;
    }

    private URI address() {
        try {
            return issuer != null
                    ? issuer
                    : URI.create(Optional.ofNullable(System.getenv("MUSTER_ISSUER"))
                            .filter(value -> !value.isBlank())
                            .orElse(LOCAL));
        } catch (IllegalArgumentException e) {
            throw new UsageException("$MUSTER_ISSUER is no address");
        }
    }
}
