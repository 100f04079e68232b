/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.zookeeper;

import dev.drey.model.TaskId;
import dev.drey.store.StoreChange;
import dev.drey.store.StoreCodec;
import dev.drey.store.StoredState;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One node to be written, or removed if there is no {@code content}.
 *
 * @param node its path below that of the store
 */
record NodeWrite(String node, Optional<byte[]> content) {
    static final String FRAMEWORK = "framework";
    static final String WORKERS = "workers";

    static String workerNode(TaskId task) {
        return WORKERS + "/" + task.value();
    }

    /** What a change means for the nodes, given those that exist. Removals tell workers before the framework. */
    static List<NodeWrite> of(StoreChange change, Collection<String> existing, StoreCodec codec) {
        return change.match(new StoreChange.Cases<>() {
            @Override
            public List<NodeWrite> putFrameworkId(StoreChange.PutFrameworkId put) {
                var state = new StoredState(Optional.of(put.id()), List.of());
                return List.of(content(FRAMEWORK, codec.encode(state)));
            }

            @Override
            public List<NodeWrite> putWorkers(StoreChange.PutWorkers put) {
                return put.workers().stream()
                        .map(worker -> content(workerNode(worker.task()), codec.encode(worker)))
                        .toList();
            }

            @Override
            public List<NodeWrite> removeWorker(StoreChange.RemoveWorker remove) {
                return List.of(removal(workerNode(remove.task())));
            }

            @Override
            public List<NodeWrite> forgetFramework(StoreChange.ForgetFramework forget) {
                return everything(existing);
            }

            @Override
            public List<NodeWrite> clear(StoreChange.Clear clear) {
                return everything(existing);
            }
        });
    }

    private static List<NodeWrite> everything(Collection<String> existing) {
        return existing.stream()
                .sorted(Comparator.<String>naturalOrder().reversed())
                .map(NodeWrite::removal)
                .toList();
    }

    private static NodeWrite content(String node, String text) {
        return new NodeWrite(node, Optional.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static NodeWrite removal(String node) {
        return new NodeWrite(node, Optional.empty());
    }
}
