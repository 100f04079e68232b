/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.List;
import java.util.Map;

/**
 * The metrics of things that this master does not have, or that take it no time: a tool that reads them finds what a
 * quiet Mesos master tells.
 */
final class QuietMetrics {
    private static final List<String> ZERO = List.of(
            "allocator/mesos/allocation_run_latency_ms",
            "allocator/mesos/allocation_run_ms",
            "master/dropped_messages",
            "master/event_queue_dispatches",
            "master/event_queue_http_requests",
            "master/event_queue_messages",
            "master/http_cache_hits",
            "master/operator_event_stream_subscribers",
            "registrar/queued_operations",
            "registrar/registry_size_bytes",
            "registrar/state_fetch_ms",
            "registrar/state_store_ms");
    private static final List<String> ONE = List.of("registrar/log/ensemble_size", "registrar/log/recovered");
    private static final List<String> RESOURCES = List.of("cpus", "mem", "disk", "gpus");
    private static final List<String> ASPECTS = List.of("percent", "total", "used");

    private QuietMetrics() {}

    static void addTo(Map<String, Double> metrics) {
        ZERO.forEach(name -> metrics.put(name, 0.0));
        ONE.forEach(name -> metrics.put(name, 1.0));
        for (var resource : RESOURCES) {
            ASPECTS.forEach(aspect -> metrics.put("master/" + resource + "_revocable_" + aspect, 0.0));
        }
    }
}
