/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.zookeeper;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import java.nio.charset.StandardCharsets;
import org.apache.mesos.v1.Protos.MasterInfo;

/**
 * What a candidate's node contains: the v0 MasterInfo as JSON. It has the same fields as that of v1, so the text is the
 * same too.
 */
final class MasterInfoJson {
    private MasterInfoJson() {}

    static byte[] write(MasterInfo info) {
        return ProtoJson.print(info).getBytes(StandardCharsets.UTF_8);
    }

    static MasterInfo read(byte[] text) throws JsonConversionException {
        return ProtoJson.parse(text, MasterInfo.newBuilder()).build();
    }
}
