package dev.understudy.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The directions of the house and what may be used where. Each message says what to do instead. */
class ArchitectureTest {
    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("dev.understudy");

    private static final String[] CORE = {
        "dev.understudy.alert..",
        "dev.understudy.time..",
        "dev.understudy.chat..",
        "dev.understudy.model..",
        "dev.understudy.failure..",
        "dev.understudy.execution..",
        "dev.understudy.health..",
        "dev.understudy.quota..",
        "dev.understudy.usage..",
        "dev.understudy.context..",
        "dev.understudy.notice..",
        "dev.understudy.text..",
    };

    /** What reads a machine's clock, by class. */
    private static final Map<Class<?>, Set<String>> CLOCK_READS =
            Map.of(
                    System.class, Set.of("nanoTime", "currentTimeMillis"),
                    Instant.class, Set.of("now"),
                    LocalDate.class, Set.of("now"),
                    LocalDateTime.class, Set.of("now"),
                    OffsetDateTime.class, Set.of("now"),
                    ZonedDateTime.class, Set.of("now"),
                    Clock.class, Set.of("systemUTC", "systemDefaultZone", "system"),
                    InstantSource.class, Set.of("system"));

    @Test
    void theRulesKnowNothingButTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(CORE)
                                .or(resideInAnyPackage("java.lang..", "java.util..", "java.time.."))
                                .or(resideInAPackage("org.jspecify.annotations"))
                                .or(primitives()))
                .because(
                        "core holds rules only: put what needs a library, a file or a socket into server")
                .check(OURS);
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> primitives() {
        return DescribedPredicate.describe(
                "are primitive or arrays", type -> type.isPrimitive() || type.isArray());
    }

    @Test
    void theClockIsReadInOnePlaceOfEachModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.understudy.time..")
                .and()
                .doNotHaveFullyQualifiedName("dev.understudy.simulator.RealTime")
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "it reads a clock", ArchitectureTest::readsClock))
                .because("time is handed in: take a Ticker or an InstantSource")
                .check(OURS);
    }

    private static boolean readsClock(JavaCall<?> call) {
        return CLOCK_READS.entrySet().stream()
                .anyMatch(reads ->
                        call.getTargetOwner().isEquivalentTo(reads.getKey())
                                && reads.getValue().contains(call.getName()));
    }

    @Test
    void onlyTheStoreAndTheDataSpeakSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.understudy.store..", "dev.understudy.data..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .because("the ledger and the data sources hide their databases: use their ports")
                .check(OURS);
    }

    @Test
    void onlyTheirOwnPackagesKnowTheLibrariesOfDirectoryAndTokens() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.understudy.auth.ldap..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.unboundid..")
                .because("whoever asks the directory asks Directory")
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.understudy.auth.jwt..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .because("a token is read in one place, by pinned rules: use Tokens")
                .check(OURS);
    }

    @Test
    void onlyTheCommandLineUsesTheSimulator() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.understudy.cli..", "dev.understudy.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.understudy.simulator..")
                .because("what is served must not know what simulates it")
                .check(OURS);
    }

    @Test
    void theSimulatorStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.understudy.simulator..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.understudy..")
                                .and(resideOutsideOfPackage("dev.understudy.simulator..")))
                .because("other people's tests use it without the rest")
                .check(OURS);
    }

    @Test
    void theProtocolsOfUpstreamsNeverSeeEachOther() {
        slices().matching("dev.understudy.upstream.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage("dev.understudy.upstream.."),
                        resideInAPackage("dev.understudy.upstream.http.."))
                .because("what two protocols share belongs into upstream.http, which knows neither")
                .check(OURS);
    }

    @Test
    void theGatewayKnowsNeitherTheWebNorAProtocol() {
        noClasses()
                .that()
                .resideInAPackage("dev.understudy.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.understudy.web..",
                        "dev.understudy.upstream.http..",
                        "dev.understudy.upstream.ollama..",
                        "dev.understudy.upstream.openai..",
                        "dev.understudy.store..",
                        "dev.understudy.settings..",
                        "dev.understudy.server..",
                        "dev.understudy.cli..")
                .because("the gateway works on ports; the parts list puts them together")
                .check(OURS);
    }

    @Test
    void whatPeopleAndAiClientsReadIsWrittenWithoutTheWeb() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.understudy.output..",
                        "dev.understudy.mcp.tool..",
                        "dev.understudy.mcp.stdio..",
                        "dev.understudy.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.understudy.web..")
                .because("it is the same over every way in")
                .check(OURS);
    }

    @Test
    void httpKnowsNothingOfWhatIsServedOverIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.understudy.web.http..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.understudy.web..")
                                .and(resideOutsideOfPackage("dev.understudy.web.http..")))
                .because("errors, bodies and origins are the same at every address")
                .check(OURS);
    }

    @Test
    void partsAreHandedValuesAndNeverSettings() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.understudy.settings..",
                        "dev.understudy.server..",
                        "dev.understudy.cli..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("dev\\.understudy\\.settings\\.(Setting|[A-Za-z]*Settings)")
                .because("what is configured how is read in one package")
                .check(OURS);
    }

    @Test
    void thePartsListIsKnownToNothingBelowIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.understudy.server..", "dev.understudy.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.understudy.server..", "dev.understudy.cli..")
                .because("parts are handed what they need")
                .check(OURS);
    }

    @Test
    void theToolsForAiClientsAreKnownToThePartsListAndTheCommandLineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.understudy.mcp..", "dev.understudy.server..", "dev.understudy.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.understudy.mcp..")
                .because(
                        "what is served to AI clients stands in front of the rest, as the web does")
                .check(OURS);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("dev.understudy.(*)..").should().beFreeOfCycles().check(OURS);
    }
}
