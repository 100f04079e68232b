/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.live.http.Request;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.master.MasterView.Framework;
import dev.drey.simulator.master.MasterView.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** /tasks: active, unreachable and completed tasks of all frameworks, a page of them. */
final class TaskList {
    private static final int DEFAULT_LIMIT = 100;
    private static final Comparator<Task> OLDEST_FIRST = Comparator.comparingDouble(TaskList::firstSeen);

    private TaskList() {}

    static ObjectNode of(MasterView view, Request request) {
        var framework = request.query("framework_id");
        var id = request.query("task_id");
        var order = request.query("order").filter("asc"::equals).isPresent() ? OLDEST_FIRST : OLDEST_FIRST.reversed();
        var page = Stream.concat(view.frameworks().stream(), view.completedFrameworks().stream())
                .flatMap(TaskList::tasks)
                .filter(task -> matches(framework, task.framework().getValue()))
                .filter(task -> matches(id, task.info().getTaskId().getValue()))
                .sorted(order)
                .skip(number(request, "offset", 0))
                .limit(number(request, "limit", DEFAULT_LIMIT))
                .toList();
        return JsonNodeFactory.instance.objectNode().set("tasks", TaskJson.of(page));
    }

    private static Stream<Task> tasks(Framework framework) {
        return Stream.of(framework.tasks(), framework.unreachableTasks(), framework.completedTasks())
                .flatMap(List::stream);
    }

    private static boolean matches(Optional<String> wanted, String value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static double firstSeen(Task task) {
        return task.statuses().isEmpty() ? 0 : task.statuses().get(0).getTimestamp();
    }

    private static long number(Request request, String name, long otherwise) {
        return request.query(name)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(otherwise);
    }
}
