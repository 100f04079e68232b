/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pure packages stay pure, and know each other in one direction only. */
@Tag("unit")
class LayersTest {
    private static final String[] PURE = {
        "dev.drey.model..", "dev.drey.placement..", "dev.drey.scheduler..", "dev.drey.store..", "dev.drey.journal.."
    };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.drey");

    @Test
    void pureCodeKnowsNothingOfTheShell() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.drey.runtime..",
                        "dev.drey.mesos..",
                        "dev.drey.zookeeper..",
                        "dev.drey.artifacts..",
                        "dev.drey.flink..",
                        "dev.drey.status..",
                        "dev.drey.cli..")
                .because("the core must run without threads, clocks and networks")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void pureCodeDoesNoInputOutputAndHasNoThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio..",
                        "java.net..",
                        "java.util.concurrent..",
                        "org.slf4j..",
                        "org.apache.logging..",
                        "com.google.protobuf..",
                        "org.apache.mesos..",
                        "org.apache.flink..",
                        "org.apache.curator..",
                        "org.apache.zookeeper..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .check(CLASSES);
    }

    @Test
    void theModelDependsOnNothingOfOurs() {
        mustNotKnow("model", "placement", "store", "scheduler", "journal");
    }

    @Test
    void placementAndStoreKnowOnlyTheModel() {
        mustNotKnow("placement", "store", "scheduler", "journal");
        mustNotKnow("store", "placement", "scheduler", "journal");
    }

    @Test
    void theSchedulerDoesNotKnowTheJournal() {
        mustNotKnow("scheduler", "journal");
    }

    private static void mustNotKnow(String name, String... others) {
        for (var other : others) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.drey." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.drey." + other + "..")
                    .check(CLASSES);
        }
    }
}
