/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.harness.scenario.file.Units;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times as scenario files write them. */
final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return Units.duration(text)
                .filter(time -> !time.isZero())
                .orElseThrow(() -> new TypeConversionException("expected a time such as 30s, 10m or 1h"));
    }
}
