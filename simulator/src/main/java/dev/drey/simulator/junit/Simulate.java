/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.simulation.Framework;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that plays a framework on a simulated Mesos, once for each seed, and fails when it breaks a promise.
 *
 * <p>Each seed draws when how many tasks are wanted, and what goes wrong. It is played twice and must go the same way.
 * Then the method runs, which may look at what happened: its parameters may be a {@code Result}, {@code Plan},
 * {@code Trace}, {@code Coverage}, {@code Choices} (a stream of the seed for draws of the test itself) or {@code long}
 * (the seed).
 *
 * <p>A seed that fails leaves a folder with all that is known of it, and with the smallest run found that fails in the
 * same way; the message names it. {@code -Ddrey.seed=7} plays only that seed, {@code -Ddrey.replay=FOLDER} the run that
 * such a folder describes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(SimulateExtension.class)
public @interface Simulate {

    /** What is tested: a class with a constructor without parameters. */
    Class<? extends Framework<?>> framework();

    /** The seeds: numbers and ranges, separated by commas, for instance {@code "1..50, 77"}. */
    String seeds() default "1..20";

    /** How many agents there are. */
    int agents() default 3;

    /** What each agent has, as the flag {@code --resources} of a Mesos agent. */
    String resources() default "cpus:4;mem:8192;ports:[31000-32000]";

    /** What each agent is, as the flag {@code --attributes} of a Mesos agent; may be empty. */
    String attributes() default "";

    /** How many cpus a task needs. */
    double cpus() default 1;

    /** How many MiB a task needs. */
    double mem() default 512;

    /** How many tasks are ever wanted at once. There must be room for them, and for one more while one is ending. */
    int tasks() default 5;

    /** For how many minutes of virtual time things go wrong. */
    int minutes() default 5;

    /** How many minutes of virtual time the framework has to recover after that. */
    int settleMinutes() default 15;

    /** What may go wrong; all there is if empty. */
    FaultKind[] faults() default {};

    /** How many seconds pass from one fault to the next on average. */
    int secondsBetweenFaults() default 30;

    /** For how many seconds at most a failure is shrunk; 0 for not at all. */
    int shrinkSeconds() default 20;

    /** Where folders of failures are put. */
    String folder() default "target/sim";
}
