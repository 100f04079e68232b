/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.zookeeper;

import java.util.List;
import java.util.stream.Stream;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.ACL;

/** Everyone may read, only those with our credentials may change: what Mesos sets when it has credentials. */
final class OwnerAcls implements ACLProvider {
    static final OwnerAcls INSTANCE = new OwnerAcls();
    private static final List<ACL> ACLS = Stream.of(Ids.READ_ACL_UNSAFE, Ids.CREATOR_ALL_ACL)
            .flatMap(List::stream)
            .toList();

    private OwnerAcls() {}

    @Override
    public List<ACL> getDefaultAcl() {
        return ACLS;
    }

    @Override
    public List<ACL> getAclForPath(String path) {
        return ACLS;
    }
}
