/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a master told of its cluster at one moment.
 *
 * @param recovered host names of agents that have not come back since the master began to lead
 * @param frameworks those that are there; empty if the dump does not tell
 */
public record ClusterDump(
        Master master, List<AgentDump> agents, List<String> recovered, Optional<List<FrameworkDump>> frameworks) {
    private static final String HOW = "; get one with: curl -sL http://MASTER:5050/state > state.json";
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    public ClusterDump {
        agents = List.copyOf(agents);
        recovered = List.copyOf(recovered);
    }

    /**
     * What is known of the master itself.
     *
     * @param region of its fault domain; empty if the dump does not tell, or if it has none, and then no agent has one
     * @param filtersGpus whether it offers agents with GPUs only to frameworks that say that they can use some
     * @param hasWhitelist whether it offers only agents of a list that is in a file
     */
    record Master(Optional<String> region, boolean filtersGpus, boolean hasWhitelist) {
        static final Master DEFAULT = new Master(Optional.empty(), true, false);
    }

    /**
     * Reads an answer of a master: {@code GET /state} or {@code /slaves}, with or without {@code /master} before it, or
     * the operator calls GET_STATE and GET_AGENTS.
     *
     * @param name what the text is called in messages
     * @throws DumpException if it is none of these
     */
    public static ClusterDump read(String name, byte[] text) throws DumpException {
        var json = json(name, text);
        if (json.path("slaves").isArray()) {
            return StateDump.read(name, json);
        }
        if (json.has("get_state") || json.has("get_agents")) {
            return OperatorDump.read(name, json);
        }
        if (json.has("completed_frameworks") && json.has("attributes")) {
            throw new DumpException(name + " is the state of one agent, not that of a master" + HOW);
        }
        throw new DumpException(
                name + " is JSON, but no state of a master: it has neither 'slaves' nor 'get_agents'" + HOW);
    }

    static JsonNode json(String name, byte[] text) throws DumpException {
        try {
            var json = MAPPER.readTree(text);
            if (json == null || json.isMissingNode()) {
                throw new DumpException(name + " is empty" + HOW);
            }
            return json;
        } catch (JsonProcessingException e) {
            var place =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new DumpException(name + " is not JSON: " + e.getOriginalMessage() + place + HOW);
        } catch (IOException e) {
            throw new DumpException(name + " is not JSON: " + e.getMessage() + HOW);
        }
    }
}
