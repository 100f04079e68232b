/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the state of the appmaster is shown.
 *
 * @param port 0 for a free one, -1 for none
 */
public record StatusConfig(int port, InetAddress bind) {

    static StatusConfig read(OptionReader reader) {
        int port = reader.get(StatusOptions.PORT);
        if (port < -1 || port > 65_535) {
            reader.report(StatusOptions.PORT, "it is not a port", "-1 to 65535 is allowed");
        }
        return new StatusConfig(port, bind(reader));
    }

    boolean isShown() {
        return port >= 0;
    }

    private static InetAddress bind(OptionReader reader) {
        var given = reader.text(StatusOptions.BIND_ADDRESS).orElse(StatusOptions.BIND_ADDRESS.defaultValue());
        try {
            return InetAddress.getByName(given);
        } catch (UnknownHostException e) {
            reader.report(
                    StatusOptions.BIND_ADDRESS, "this host is not known", "an address of this machine, or 0.0.0.0");
            return InetAddress.getLoopbackAddress();
        }
    }
}
