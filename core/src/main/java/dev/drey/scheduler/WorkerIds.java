/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskId;
import java.util.regex.Pattern;

/**
 * The ids of the workers of one leadership: {@code <prefix>-<epoch>-<number>}. Epochs ascend, so none is used twice.
 */
final class WorkerIds {
    private final String prefix;
    private final long epoch;
    private final Pattern form;
    private long last;

    WorkerIds(String prefix, long epoch) {
        this.prefix = prefix;
        this.epoch = epoch;
        this.form = Pattern.compile(Pattern.quote(prefix) + "-(\\d{1,18})-\\d+");
    }

    TaskId next() {
        last++;
        return new TaskId(prefix + "-" + epoch + "-" + last);
    }

    /** Whether a later leader launched this task. If so, this leader is deposed, though nobody has told it yet. */
    boolean isOfLaterLeader(TaskId task) {
        var parts = form.matcher(task.value());
        return parts.matches() && Long.parseLong(parts.group(1)) > epoch;
    }
}
