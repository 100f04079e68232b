/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

/** What a world says about itself at a moment. */
public interface Readings {

    /** The value of a measure; 0 while nobody can be asked. */
    double value(Measure measure);
}
