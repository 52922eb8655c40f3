package dev.understudy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real launcher in a project of its own, with a {@code java} and a {@code mvn} that only say
 * how they were called, and a PATH on which nothing is that is not put there.
 */
class LauncherTest {
    private static final List<String> TOOLS =
            List.of(
                    "sh cat cksum cp date find grep head ln mkdir mv readlink rm rmdir sed sleep timeout"
                            .split(" "));
    private static final String JAVA =
            """
            #!/bin/sh
            case "$*" in *ArchiveClassesAtExit*) exit 0 ;; esac
            pwd
            for argument; do printf '%s\\n' "$argument"; done
            exit ${PROGRAM_EXIT:-0}
            """;
    private static final String MAVEN =
            """
            #!/bin/sh
            echo "$*" >>"$HOME/mvn.log"
            echo "WARNING: noise"
            echo "words of Maven"
            [ ! -p "$HOME/gate" ] || read -r _ <"$HOME/gate"
            [ -z "$MAVEN_EXIT" ] || exit "$MAVEN_EXIT"
            mkdir -p "$HOME/project/server/target"
            cat "$HOME"/project/server/src/main/* >"$HOME/project/server/target/understudy.jar"
            """;

    @TempDir private Path home;
    private Path project;
    private Path bin;
    private Path jdks;
    private final Map<String, String> environment = new HashMap<>();

    private record Ended(int exit, List<String> out, List<String> err) {}

    @BeforeEach
    void aProjectAndAnEmptyMachine() throws IOException {
        home = home.toRealPath();
        project = Files.createDirectories(home.resolve("project"));
        bin = Files.createDirectories(home.resolve("bin"));
        jdks = Files.createDirectories(home.resolve("j d k s"));
        for (var tool : TOOLS) offer(tool);
        Files.copy(Path.of("..", "understudy").toAbsolutePath(), project.resolve("understudy"));
        executable(project.resolve("understudy"), Files.readString(project.resolve("understudy")));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        source("A.java", "a");
        source("B.java", "b");
        environment.put("PATH", bin.toString());
        environment.put("HOME", home.toString());
        environment.put("UNDERSTUDY_JDK_DIRS", jdks.toString());
    }

    @Test
    void withoutAJdkOneLineSaysWhatToInstall() throws Exception {
        var ended = launch("--help");
        assertThat(ended.exit).isEqualTo(2);
        assertThat(ended.out).isEmpty();
        assertThat(ended.err).singleElement().asString().contains("JDK 25 or newer", "install");
    }

    @Test
    void aJdkThatIsTooOldIsNamedButNotUsed() throws Exception {
        environment.put("JAVA_HOME", jdk("seventeen", "17.0.2").toString());
        jdk("eight", "1.8.0_402");
        var ended = launch("--help");
        assertThat(ended.exit).isEqualTo(2);
        assertThat(ended.err).singleElement().asString().contains("newest found: 17");
    }

    @Test
    void aRuntimeWithoutACompilerIsNotEnough() throws Exception {
        Files.delete(jdk("runtime", "25.0.1").resolve("bin/javac"));
        assertThat(launch("--help").exit).isEqualTo(2);
    }

    @Test
    void withoutMavenOneLineSaysWhatToInstall() throws Exception {
        jdk("new", "25.0.1");
        var ended = launch("--help");
        assertThat(ended.exit).isEqualTo(2);
        assertThat(ended.out).isEmpty();
        assertThat(ended.err).singleElement().asString().contains("Maven", "install");
    }

    @Test
    void ofTheUsualFoldersTheOldestJdkThatWillDoIsUsed() throws Exception {
        jdk("a-newest", "27");
        jdk("b-right", "25.0.3");
        jdk("c-too-old", "21.0.1");
        assertThat(javaHomeUsed()).endsWith("b-right");
    }

    @Test
    void aJdkIsFoundWhereMacsKeepIt() throws Exception {
        jdk("temurin.jdk/Contents/Home", "25");
        assertThat(javaHomeUsed()).endsWith("temurin.jdk/Contents/Home");
    }

    @Test
    void javaHomeComesBeforeThePathAndThePathBeforeTheFolders() throws Exception {
        jdk("folder", "25");
        var onPath = jdkAt(home.resolve("on-path"), "26");
        Files.createSymbolicLink(bin.resolve("javac"), onPath.resolve("bin/javac"));
        assertThat(javaHomeUsed()).endsWith("on-path");
        environment.put("JAVA_HOME", jdkAt(home.resolve("java home"), "28-ea").toString());
        assertThat(javaHomeUsed()).endsWith("java home");
    }

    @Test
    void firstUseBuildsAndLeavesStandardOutputToTheProgram() throws Exception {
        ready();
        var ended = launch("ask", "a  b", "*", "");
        assertThat(ended.exit).isZero();
        assertThat(ended.err).hasSize(2);
        assertThat(ended.err.getFirst()).contains("first use takes one to three minutes");
        assertThat(ended.err.getLast()).matches("built in \\d+ s");
        assertThat(ended.out).startsWith(home.toString()).endsWith("ask", "a  b", "*", "");
        assertThat(ended.out).contains(project.resolve("server/target/understudy.jar").toString());
    }

    @Test
    void calledThroughALinkItStillFindsTheProject() throws Exception {
        ready();
        var link = Files.createSymbolicLink(home.resolve("u"), Path.of("project/understudy"));
        var ended = end(start(link.toString(), "status"));
        assertThat(ended.exit).isZero();
        assertThat(ended.out).first().isEqualTo(home.toString());
    }

    @Test
    void nothingIsBuiltAgainWhileNothingChanged() throws Exception {
        ready();
        launch("status");
        assertThat(launch("status").err).isEmpty();
        later(project.resolve("server/src/main/A.java"));
        assertThat(launch("status").err).as("same text, new time").isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void aChangeARemovalAndAnAdditionAreEachBuilt() throws Exception {
        ready();
        launch("status");
        later(source("A.java", "changed"));
        assertThat(launch("status").err).first().asString().contains("after a change");
        Files.delete(project.resolve("server/src/main/B.java"));
        later(project.resolve("server/src/main"));
        launch("status");
        later(source("C.java", "new"));
        launch("status");
        assertThat(builds()).hasSize(4);
        assertThat(launch("status").err).isEmpty();
    }

    @Test
    void aFailedBuildShowsWhyAndIsTriedAgain() throws Exception {
        ready();
        environment.put("MAVEN_EXIT", "1");
        var failed = launch("ask", "x");
        assertThat(failed.exit).isEqualTo(1);
        assertThat(failed.out).isEmpty();
        assertThat(failed.err).contains("words of Maven").doesNotContain("WARNING: noise");
        environment.remove("MAVEN_EXIT");
        assertThat(launch("ask", "x").exit).isZero();
        assertThat(builds()).hasSize(2);
    }

    @Test
    void aRunningServerKeepsItsJarWhileItIsBuiltAnew() throws Exception {
        ready();
        launch("status");
        try (var running = Files.newInputStream(project.resolve("server/target/understudy.jar"))) {
            later(source("A.java", "other text"));
            launch("status");
            assertThat(running.readAllBytes()).asString().isEqualTo("ab");
        }
    }

    @Test
    void ofTwoLaunchersOneBuildsAndTheOtherWaits() throws Exception {
        ready();
        assertThat(end(new ProcessBuilder("mkfifo", home.resolve("gate").toString()).start()).exit)
                .isZero();
        var first = start(project.resolve("understudy").toString(), "one");
        var firstSays = first.errorReader();
        assertThat(firstSays.readLine()).startsWith("Building");
        var second = start(project.resolve("understudy").toString(), "two");
        var secondSays = second.errorReader();
        assertThat(secondSays.readLine()).contains("Waiting for process " + first.pid());
        Files.writeString(home.resolve("gate"), "go\n");
        assertThat(end(first).exit).isZero();
        assertThat(end(second).exit).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void theLockOfADeadProcessIsTakenAway() throws Exception {
        ready();
        Files.createDirectories(project.resolve("target"));
        Files.writeString(project.resolve("target/building"), deadProcess() + "\n");
        assertThat(launch("status").exit).isZero();
        assertThat(project.resolve("target/building")).doesNotExist();
    }

    @Test
    void aBuildThatOutlivesItsLauncherIsWaitedFor() throws Exception {
        ready();
        var maven = new ProcessBuilder("cat").start();
        Files.createDirectories(project.resolve("target"));
        Files.writeString(
                project.resolve("target/building"), deadProcess() + " " + maven.pid() + "\n");
        var launcher = start(project.resolve("understudy").toString(), "status");
        var says = launcher.errorReader();
        assertThat(says.readLine()).startsWith("Waiting for process");
        maven.getOutputStream().close();
        assertThat(says.readLine()).startsWith("Building");
        assertThat(end(launcher).exit).isZero();
    }

    @Test
    void whoMayNotWriteToTheCloneRunsWhatIsBuilt() throws Exception {
        ready();
        launch("status");
        assertThat(launchWithoutRights("status").err).isEmpty();
        later(source("A.java", "a"));
        assertThat(launchWithoutRights("status").err).as("same text, new time").isEmpty();
        later(source("A.java", "changed"));
        var ended = launchWithoutRights("status");
        assertThat(ended.exit).isZero();
        assertThat(ended.out).endsWith("status");
        assertThat(ended.err).singleElement().asString().contains("not writable for this user");
        assertThat(builds()).hasSize(1);
        assertThat(launch("status").err).first().asString().contains("after a change");
    }

    @Test
    void aStampThatCannotBeWrittenDoesNotEndTheLauncher() throws Exception {
        ready();
        launch("status");
        later(source("A.java", "a"));
        var inTheWay = "mkdir server/target/understudy.stamp.$$; exec sh ./understudy status";
        var ended = end(start(project, "sh", "-c", inTheWay));
        assertThat(ended.exit).isZero();
        assertThat(ended.out).endsWith("status");
    }

    @Test
    void whoMayNotWriteToTheCloneIsToldWhereNothingIsBuilt() throws Exception {
        ready();
        var ended = launchWithoutRights("status");
        assertThat(ended.exit).isEqualTo(1);
        assertThat(ended.err).last().asString().contains("cannot write to");
    }

    @Test
    void toldToStopWhileItBuildsItLeavesNoLock() throws Exception {
        ready();
        assertThat(end(new ProcessBuilder("mkfifo", home.resolve("gate").toString()).start()).exit)
                .isZero();
        var launcher = start(project.resolve("understudy").toString(), "serve");
        assertThat(launcher.errorReader().readLine()).startsWith("Building");
        while (!Files.exists(home.resolve("mvn.log"))) Thread.onSpinWait();
        launcher.destroy();
        assertThat(end(launcher).exit).isEqualTo(143);
        assertThat(project.resolve("target/building")).doesNotExist();
    }

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        ready();
        environment.put("PROGRAM_EXIT", "7");
        assertThat(launch("status").exit).isEqualTo(7);
    }

    @Test
    void ownOptionsReachTheJvmAndMayChooseTheCollector() throws Exception {
        ready();
        assertThat(launch("serve").out).contains("-XX:+UseSerialGC");
        environment.put("UNDERSTUDY_JAVA_OPTS", "-Xmx1g -XX:+UseZGC");
        assertThat(launch("serve").out)
                .contains("-Xmx1g", "-XX:+UseZGC")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void testRunsMavensVerifyWithWhatFollows() throws Exception {
        ready();
        var ended = launch("test", "-pl", "core");
        assertThat(ended.exit).isZero();
        assertThat(ended.out).contains("words of Maven");
        assertThat(builds()).singleElement().asString().endsWith("verify -pl core");
        environment.put("MAVEN_EXIT", "1");
        assertThat(launch("test").exit).isEqualTo(1);
    }

    @Test
    void helpGoesToStandardOutput() throws Exception {
        ready();
        for (var help : List.of("test --help", "help test")) {
            var ended = launch(help.split(" "));
            assertThat(ended.exit).isZero();
            assertThat(ended.out).first().asString().startsWith("Usage: understudy test");
            assertThat(ended.err).isEmpty();
        }
    }

    @Test
    void whatATestRunPackagedNeedsNoBuild() throws Exception {
        ready();
        launch("test");
        assertThat(launch("status").err).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void benchRunsTheBenchmarksAndBuildsThemAfterAChangeOfTheSimulationToo() throws Exception {
        ready();
        file("benchmarks/src/main/java/dev/understudy/benchmarks/Main.java", "main");
        var simulation = file("core/src/test/java/Schedule.java", "schedule");
        executable(
                bin.resolve("mvn"),
                """
                #!/bin/sh
                echo "$*" >>"$HOME/mvn.log"
                made=$HOME/project/benchmarks/target/classes/dev/understudy/benchmarks
                mkdir -p "$made"
                echo >"$made/Main.class"
                """);

        var ended = launch("bench", "stops", "--json");
        assertThat(ended.exit).isZero();
        assertThat(ended.out)
                .containsSubsequence("dev.understudy.benchmarks.Main", "stops", "--json");
        assertThat(builds()).singleElement().asString().contains("-pl benchmarks -am package");
        launch("bench");
        assertThat(builds()).hasSize(1);
        Files.writeString(simulation, "another schedule");
        later(simulation);
        launch("bench");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void benchWithoutBenchmarksSaysSo() throws Exception {
        ready();
        var ended = launch("bench", "load");
        assertThat(ended.exit).isEqualTo(2);
        assertThat(ended.err).singleElement().asString().contains("are not there");
    }

    private Path file(String path, String text) throws IOException {
        var file = project.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static long deadProcess() throws Exception {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    private void ready() throws IOException {
        jdk("jdk", "25.0.3");
        executable(bin.resolve("mvn"), MAVEN);
    }

    private Path jdk(String name, String version) throws IOException {
        return jdkAt(jdks.resolve(name), version);
    }

    private static Path jdkAt(Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        executable(folder.resolve("bin/java"), JAVA);
        executable(folder.resolve("bin/javac"), "#!/bin/sh\nexit 1\n");
        Files.writeString(
                folder.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"%s\"\nOS_NAME=\"Any\"\n"
                        .formatted(version));
        return folder;
    }

    private String javaHomeUsed() throws Exception {
        executable(bin.resolve("mvn"), "#!/bin/sh\necho \"$JAVA_HOME\"\nexit 1\n");
        return launch("test").out.getFirst();
    }

    private Path source(String name, String text) throws IOException {
        var folder = Files.createDirectories(project.resolve("server/src/main"));
        return Files.writeString(folder.resolve(name), text);
    }

    /** Moves a file's time past that of the stamp, whatever the file system's grain. */
    private static void later(Path path) throws IOException {
        var time = Files.getLastModifiedTime(path).toInstant();
        Files.setLastModifiedTime(path, FileTime.from(time.plusSeconds(5)));
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(home.resolve("mvn.log"));
    }

    private Ended launch(String... arguments) throws Exception {
        var command = new ArrayList<String>(List.of(project.resolve("understudy").toString()));
        command.addAll(Arrays.asList(arguments));
        return end(start(command.toArray(String[]::new)));
    }

    /** As a user who may read the clone, and write nothing there. */
    private Ended launchWithoutRights(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) { // whom permissions do not concern
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(List.of("sh", project.resolve("understudy").toString()));
        command.addAll(Arrays.asList(arguments));
        mayWrite(false);
        try {
            return end(start(home, command.toArray(String[]::new)));
        } finally {
            mayWrite(true);
        }
    }

    private void mayWrite(boolean allowed) throws IOException {
        var permissions = PosixFilePermissions.fromString(allowed ? "rwxr-xr-x" : "r-xr-xr-x");
        for (var folder : List.of("..", ".", "target", "server/target")) {
            var path = project.resolve(folder);
            if (Files.exists(path)) Files.setPosixFilePermissions(path, permissions);
        }
    }

    private Process start(String... launcher) throws IOException {
        var command = new ArrayList<String>(List.of("sh"));
        command.addAll(Arrays.asList(launcher));
        return start(home, command.toArray(String[]::new));
    }

    private Process start(Path folder, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended end(Process process) throws Exception {
        var out = lines(process.inputReader());
        var err = lines(process.errorReader());
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private static List<String> lines(BufferedReader reader) {
        try {
            return reader.lines().toList();
        } catch (UncheckedIOException stoppedWhileRead) {
            return List.of();
        }
    }

    /** Puts a tool of this machine on the launcher's PATH. */
    private void offer(String tool) throws IOException {
        for (var folder : List.of("/usr/bin", "/bin")) {
            var real = Path.of(folder, tool);
            if (Files.isExecutable(real)) {
                executable(bin.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(real));
                return;
            }
        }
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
