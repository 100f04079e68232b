/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the manifest of its jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new String[] {"drey " + version + " on Java " + System.getProperty("java.version")};
    }
}
