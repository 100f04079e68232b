/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.job;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A Flink job that needs one slot for each unit of its parallelism, and does next to nothing with them. */
public final class DemandJob {
    private DemandJob() {}

    public static void main(String[] arguments) throws Exception {
        var environment = StreamExecutionEnvironment.getExecutionEnvironment();
        var idle =
                new DataGeneratorSource<>(index -> index, Long.MAX_VALUE, RateLimiterStrategy.perSecond(1), Types.LONG);
        environment
                .fromSource(idle, WatermarkStrategy.noWatermarks(), "idle")
                .sinkTo(new DiscardingSink<>())
                .name("nothing");
        environment.executeAsync("demand");
    }
}
