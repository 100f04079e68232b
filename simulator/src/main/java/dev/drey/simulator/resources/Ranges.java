/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/** Inclusive ranges of integers, always sorted and coalesced. */
record Ranges(List<Span> spans) implements Quantity {

    /** All integers from {@code begin} to {@code end}, both included. */
    record Span(long begin, long end) {}

    Ranges {
        spans = coalesced(spans);
    }

    static Ranges of(Value.Ranges ranges) {
        return new Ranges(ranges.getRangeList().stream()
                .map(range -> new Span(range.getBegin(), range.getEnd()))
                .toList());
    }

    @Override
    public boolean isNothing() {
        return spans.isEmpty();
    }

    @Override
    public Quantity plus(Quantity other) {
        var all = new ArrayList<>(spans);
        all.addAll(((Ranges) other).spans);
        return new Ranges(all);
    }

    @Override
    public Quantity minus(Quantity other) {
        List<Span> rest = spans;
        for (Span taken : ((Ranges) other).spans) {
            rest = without(rest, taken);
        }
        return new Ranges(rest);
    }

    @Override
    public boolean contains(Quantity other) {
        return ((Ranges) other).spans.stream().allMatch(inner -> spans.stream()
                .anyMatch(outer -> outer.begin <= inner.begin && inner.end <= outer.end));
    }

    @Override
    public long millis() {
        return spans.stream().mapToLong(span -> span.end - span.begin + 1).sum() * 1000;
    }

    @Override
    public void writeTo(Resource.Builder resource) {
        var ranges = Value.Ranges.newBuilder();
        for (Span span : spans) {
            ranges.addRange(Value.Range.newBuilder().setBegin(span.begin).setEnd(span.end));
        }
        resource.setRanges(ranges);
    }

    private static List<Span> without(List<Span> spans, Span taken) {
        var rest = new ArrayList<Span>();
        for (Span span : spans) {
            if (taken.end < span.begin || span.end < taken.begin) {
                rest.add(span);
                continue;
            }
            if (span.begin < taken.begin) {
                rest.add(new Span(span.begin, taken.begin - 1));
            }
            if (taken.end < span.end) {
                rest.add(new Span(taken.end + 1, span.end));
            }
        }
        return rest;
    }

    private static List<Span> coalesced(List<Span> spans) {
        var sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingLong(Span::begin));
        var result = new ArrayList<Span>();
        for (Span span : sorted) {
            int last = result.size() - 1;
            if (last >= 0 && span.begin <= result.get(last).end + 1) {
                var before = result.get(last);
                result.set(last, new Span(before.begin, Math.max(before.end, span.end)));
            } else {
                result.add(span);
            }
        }
        return List.copyOf(result);
    }
}
