package network.cuckoo.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {
    private static final String HOUSE = "network.cuckoo.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("network.cuckoo");

    /** The rooms and which others each may know. {@code testing} is for tests and knows what it likes. */
    static Stream<Arguments> rooms() {
        return Stream.of(
                Arguments.of("domain", Set.of()),
                Arguments.of("keys", Set.of("domain")),
                Arguments.of("contracts", Set.of()),
                Arguments.of("db", Set.of("domain")),
                Arguments.of("indexer", Set.of("domain", "db", "contracts")),
                Arguments.of("scheduler", Set.of("domain", "db", "keys")),
                Arguments.of("worker", Set.of("domain", "keys")),
                Arguments.of("api", Set.of("domain", "db", "keys", "scheduler")));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_knowsOnlyTheRoomsBelowIt(String room, Set<String> known) {
        String[] allowed = Stream.concat(Stream.of(room), known.stream())
                .map(HouseRulesTest::packages)
                .toArray(String[]::new);
        var elsewhere = resideInAPackage("network.cuckoo..").and(DescribedPredicate.not(resideInAnyPackage(allowed)));
        check(noClasses().that().resideInAPackage(packages(room)).should().dependOnClassesThat(elsewhere));
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "keys", "contracts", "db", "indexer", "scheduler", "worker", "api", "cli"})
    void room_isThere(String room) {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                .as("else the rules about it would hold for nothing")
                .anyMatch(name -> name.startsWith(HOUSE + room));
    }

    @Test
    void domain_knowsTheJdkOnly() {
        check(classes()
                .that()
                .resideInAPackage(packages("domain"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", packages("domain"), "org.jspecify.annotations"));
    }

    @Test
    void web3j_staysWithBindingsSignersAndTheTwoChainPackages() {
        confine("org.web3j..", "contracts..", "keys..", "indexer.chain..", "cli.chain..");
    }

    @Test
    void jobrunr_staysWithTheJobs() {
        confine("org.jobrunr..", "scheduler.jobs..");
    }

    @Test
    void djl_staysWithInference() {
        confine("ai.djl..", "worker.inference..");
    }

    @Test
    void javalin_staysInTheApi() {
        confine("io.javalin..", "api..");
    }

    @Test
    void packages_areNamedAfterWhatTheyHold() {
        check(noClasses()
                .that()
                .resideInAPackage("network.cuckoo..")
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..service..", "..model.."));
    }

    @Test
    void clocks_areHandedIn() {
        var mains = DescribedPredicate.describe(
                "a class with a main method",
                (JavaClass type) -> type.tryGetMethod("main", String[].class).isPresent());
        check(noClasses()
                .that(resideInAPackage("network.cuckoo..").and(DescribedPredicate.not(mains)))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class));
    }

    @Test
    void packages_areNullMarked() {
        List<String> unmarked = new ArrayList<>();
        packagesOf(CLASSES.getPackage("network.cuckoo")).forEach(each -> {
            boolean generated = each.getName().startsWith("network.cuckoo.db.generated")
                    || each.getName().equals("network.cuckoo.contracts");
            if (!each.getClasses().isEmpty() && !generated && !each.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(each.getName());
            }
        });
        assertThat(unmarked).isEmpty();
    }

    private static Stream<JavaPackage> packagesOf(JavaPackage root) {
        return Stream.concat(Stream.of(root), root.getSubpackages().stream().flatMap(HouseRulesTest::packagesOf));
    }

    private static void confine(String library, String... rooms) {
        String[] allowed = Stream.of(rooms).map(room -> HOUSE + room).toArray(String[]::new);
        check(noClasses()
                .that(resideInAPackage("network.cuckoo..")
                        .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                        .and(DescribedPredicate.not(resideInAPackage(packages("testing")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static String packages(String room) {
        return HOUSE + room + "..";
    }
}
