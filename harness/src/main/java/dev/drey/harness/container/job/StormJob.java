/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.job;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/**
 * A Flink job with state: counts the numbers from 0 to n-1 and adds them up, by their remainder, and writes one line
 * {@code remainder count sum} for each remainder when it has seen them all.
 *
 * <p>Arguments: how many numbers, how many remainders, numbers per second, checkpoint interval in ms, output folder. A
 * number that was lost or counted twice shows in the result.
 */
public final class StormJob {
    private StormJob() {}

    public static void main(String[] arguments) throws Exception {
        long numbers = Long.parseLong(arguments[0]);
        long remainders = Long.parseLong(arguments[1]);
        double perSecond = Double.parseDouble(arguments[2]);
        var environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.enableCheckpointing(Long.parseLong(arguments[3]));
        var source = new DataGeneratorSource<>(
                index -> index, numbers, RateLimiterStrategy.perSecond(perSecond), Types.LONG);
        var sink = FileSink.forRowFormat(new Path(arguments[4]), new SimpleStringEncoder<String>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .build();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                .keyBy(number -> number % remainders)
                .process(new Tally())
                .name("tally")
                .sinkTo(sink)
                .name("result");
        environment.executeAsync("storm");
    }
}
