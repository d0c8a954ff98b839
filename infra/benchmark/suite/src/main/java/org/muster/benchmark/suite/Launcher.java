package org.muster.benchmark.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts runners' processes. */
final class Launcher {

    private static final int NPM_MINUTES_MAX = 5;

    private final Path home;
    private final Path logs;
    private final List<String> javaOptions;

    /** @param home the folder infra/benchmark */
    Launcher(Path home, Path logs, List<String> javaOptions) {
        this.home = home;
        this.logs = logs;
        this.javaOptions = javaOptions;
    }

    /** Why the runner cannot run here, or empty; installs what it needs. */
    Optional<String> prepare(Runner runner) throws IOException, InterruptedException {
        return switch (runner.launch()) {
            case Runner.Launch.Java java ->
                Files.exists(classPath(java.module()))
                        ? Optional.empty()
                        : Optional.of("module " + java.module() + " is not built");
            case Runner.Launch.Node node -> prepareNode(node);
        };
    }

    private Optional<String> prepareNode(Runner.Launch.Node node) throws IOException, InterruptedException {
        for (String program : List.of("node", "npm")) {
            if (!onPath(program)) {
                return Optional.of(program + " is not installed");
            }
        }
        Path directory = home.resolve("peers").resolve(node.directory());
        Path installed = directory.resolve("node_modules/.package-lock.json");
        Path lock = directory.resolve("package-lock.json");
        if (Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0) {
            return Optional.empty();
        }
        Path log = logs.resolve("npm-" + node.directory() + ".log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(NPM_MINUTES_MAX, TimeUnit.MINUTES)) {
            npm.destroyForcibly();
            return Optional.of("npm did not end within " + NPM_MINUTES_MAX + " minutes");
        }
        return npm.exitValue() == 0 ? Optional.empty() : Optional.of("npm could not install it, see " + log);
    }

    RunnerClient start(Runner runner, String instance) throws IOException {
        Path log = logs.resolve(runner.id() + instance + ".log");
        return switch (runner.launch()) {
            case Runner.Launch.Java java -> {
                Path module = home.resolve(java.module());
                List<String> command = new ArrayList<>();
                command.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                command.addAll(javaOptions);
                // Netty, Agrona and the JDBC driver ask for what later releases of the JDK will refuse.
                command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
                command.add("-cp");
                command.add(module.resolve("target/classes") + ":"
                        + Files.readString(classPath(java.module())).strip());
                command.add(java.mainClass());
                yield new RunnerClient(command, module, log);
            }
            case Runner.Launch.Node node -> {
                Path directory = home.resolve("peers").resolve(node.directory());
                yield new RunnerClient(List.of("node", node.script()), directory, log);
            }
        };
    }

    private Path classPath(String module) {
        return home.resolve(module).resolve("target/class-path");
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
