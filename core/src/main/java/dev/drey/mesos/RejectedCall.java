/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * A call that the master refused, as libmesos tells it: by an ERROR event that no master sent.
 *
 * <p>It must be told apart from those of the master, which end the subscription: see {@code MesosProcess::__send} in
 * scheduler.cpp.
 *
 * @param status of HTTP
 * @param reason the words of the master
 */
record RejectedCall(Call.Type type, int status, String reason) {
    private static final Pattern FORM =
            Pattern.compile("Received unexpected '(\\d{3})[^']*' \\((.*)\\) for (\\w+)", Pattern.DOTALL);

    static Optional<RejectedCall> of(Event event) {
        if (event.getType() != Event.Type.ERROR) {
            return Optional.empty();
        }
        var found = FORM.matcher(event.getError().getMessage());
        return found.matches()
                ? Optional.of(new RejectedCall(type(found.group(3)), Integer.parseInt(found.group(1)), found.group(2)))
                : Optional.empty();
    }

    private static Call.Type type(String name) {
        return Arrays.stream(Call.Type.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElse(Call.Type.UNKNOWN);
    }
}
