package org.muster.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts what is measured, each as a process of its own. */
public final class Launcher {

    private static final int NPM_MINUTES_MAX = 5;

    private final Path home;
    private final Path logs;

    /** @param home the folder infra/benchmark */
    Launcher(Path home, Path logs) {
        this.home = home;
        this.logs = logs;
    }

    /** A main class of a module of the benchmark, on the class path that its build wrote. */
    public List<String> java(String module, String mainClass, String heap) throws IOException {
        Path target = home.resolve(module).resolve("target");
        String classPath = target.resolve("classes") + ":"
                + Files.readString(target.resolve("class-path")).strip();
        return command(heap, "-cp", classPath, mainClass);
    }

    /** A side as it is deployed: {@code java -jar target/…-exec.jar}. */
    public List<String> jar(String side, String heap) throws IOException {
        Path target = home.resolve("../..").resolve(side).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            Path jar = files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No executable jar in " + target));
            return command(heap, "-jar", jar.toString());
        }
    }

    private static List<String> command(String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                // Netty, Agrona and the JDBC driver ask for what later releases of the JDK will refuse.
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A script in {@code peers/}. */
    public List<String> node(String peer) {
        return List.of(
                "node",
                home.resolve("peers").resolve(peer).resolve("runner.mjs").toString());
    }

    /** Installs what a peer on Node needs from its lock file. Empty, or why it cannot run here. */
    public String install(String peer) throws IOException, InterruptedException {
        Path folder = home.resolve("peers").resolve(peer);
        Path installed = folder.resolve("node_modules/.package-lock.json");
        Path lock = folder.resolve("package-lock.json");
        if (Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0) {
            return "";
        }
        Path log = logs.resolve("npm-" + peer + ".log");
        try {
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = npm.waitFor(NPM_MINUTES_MAX, TimeUnit.MINUTES);
            npm.destroyForcibly();
            return ended && npm.exitValue() == 0 ? "" : "npm cannot install it, see " + log;
        } catch (IOException e) {
            return "npm is not installed";
        }
    }

    /** Starts it; standard error goes to a log, and standard output too where nobody reads it. */
    public Process start(List<String> command, String name, boolean outputIsRead) throws IOException {
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".log").toFile());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(logs.toFile()).redirectError(log);
        Process process = (outputIsRead ? builder : builder.redirectOutput(log)).start();
        // Nothing outlives a run that is stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    Path home() {
        return home;
    }

    /** Where processes log, and what they write besides. */
    public Path logs() {
        return logs;
    }
}
