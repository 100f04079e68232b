/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import com.netflix.fenzo.VirtualMachineLease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.Protos;

/** An offer as Fenzo takes it. */
record FenzoLease(String id, String host, Room room, Map<String, Protos.Attribute> attributes)
        implements VirtualMachineLease {

    /** What is offered. */
    record Room(double cpus, double mem, int firstPort, int lastPort) {}

    FenzoLease(String id, String host, Room room, String rack) {
        this(
                id,
                host,
                room,
                new LinkedHashMap<>(Map.of( // Fenzo asks for the key null
                        "rack",
                        Protos.Attribute.newBuilder()
                                .setName("rack")
                                .setType(Protos.Value.Type.TEXT)
                                .setText(Protos.Value.Text.newBuilder().setValue(rack))
                                .build())));
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public long getOfferedTime() {
        return System.currentTimeMillis();
    }

    @Override
    public String hostname() {
        return host;
    }

    @Override
    public String getVMID() {
        return host;
    }

    @Override
    public double cpuCores() {
        return room.cpus();
    }

    @Override
    public double memoryMB() {
        return room.mem();
    }

    @Override
    public double networkMbps() {
        return 0;
    }

    @Override
    public double diskMB() {
        return 0;
    }

    @Override
    public List<Range> portRanges() {
        return List.of(new Range(room.firstPort(), room.lastPort()));
    }

    @Override
    public Protos.Offer getOffer() {
        return null;
    }

    @Override
    public Map<String, Protos.Attribute> getAttributeMap() {
        return attributes;
    }

    @Override
    public Double getScalarValue(String name) {
        return 0.0;
    }

    @Override
    public Map<String, Double> getScalarValues() {
        return Map.of();
    }
}
