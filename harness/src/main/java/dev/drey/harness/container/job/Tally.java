/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.job;

import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Counts and adds up the numbers of a key, and tells the result when the input has ended. */
public final class Tally extends KeyedProcessFunction<Long, Long, String> {
    private static final long serialVersionUID = 1;
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private transient ValueState<Long> count;
    private transient ValueState<Long> sum;

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<String> out) throws IOException {
        if (count.value() == null) {
            count.update(0L);
            sum.update(0L);
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
        count.update(count.value() + 1);
        sum.update(sum.value() + number);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws IOException {
        out.collect(context.getCurrentKey() + " " + count.value() + " " + sum.value());
    }
}
