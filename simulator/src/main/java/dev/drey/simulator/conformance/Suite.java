/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import dev.drey.simulator.conformance.Case.Body;
import dev.drey.simulator.conformance.Case.Need;
import dev.drey.simulator.conformance.cases.AcceptCases;
import dev.drey.simulator.conformance.cases.AgentControlCases;
import dev.drey.simulator.conformance.cases.CallCases;
import dev.drey.simulator.conformance.cases.ConstraintCases;
import dev.drey.simulator.conformance.cases.EndpointCases;
import dev.drey.simulator.conformance.cases.ExclusiveCases;
import dev.drey.simulator.conformance.cases.ExecutorCases;
import dev.drey.simulator.conformance.cases.FailoverCases;
import dev.drey.simulator.conformance.cases.GroupValidationCases;
import dev.drey.simulator.conformance.cases.OfferCases;
import dev.drey.simulator.conformance.cases.OperationCases;
import dev.drey.simulator.conformance.cases.ReconcileCases;
import dev.drey.simulator.conformance.cases.StatusCases;
import dev.drey.simulator.conformance.cases.SubscribeCases;
import dev.drey.simulator.conformance.cases.TaskValidationCases;
import dev.drey.simulator.conformance.cases.UpdateFrameworkCases;
import dev.drey.simulator.conformance.cases.WireCases;
import java.util.ArrayList;
import java.util.List;

/** All cases, in the order in which they are run. */
public final class Suite {
    private final List<Case> cases = new ArrayList<>();

    /** The whole suite. */
    public static List<Case> all() {
        var suite = new Suite();
        WireCases.addTo(suite);
        SubscribeCases.addTo(suite);
        UpdateFrameworkCases.addTo(suite);
        CallCases.addTo(suite);
        OfferCases.addTo(suite);
        ConstraintCases.addTo(suite);
        AcceptCases.addTo(suite);
        TaskValidationCases.addTo(suite);
        GroupValidationCases.addTo(suite);
        OperationCases.addTo(suite);
        StatusCases.addTo(suite);
        ReconcileCases.addTo(suite);
        FailoverCases.addTo(suite);
        ExecutorCases.addTo(suite);
        EndpointCases.addTo(suite);
        ExclusiveCases.addTo(suite);
        AgentControlCases.addTo(suite);
        return List.copyOf(suite.cases);
    }

    /** Adds a case that is run in JSON. */
    public void add(String ids, String title, Body body) {
        add(ids, title, Need.NOTHING, false, body);
    }

    /** Adds a case that is run in JSON and in protobuf. */
    public void addBoth(String ids, String title, Body body) {
        add(ids, title, Need.NOTHING, true, body);
    }

    /** Adds a case that needs something more. */
    public void add(String ids, String title, Need need, Body body) {
        add(ids, title, need, false, body);
    }

    private void add(String ids, String title, Need need, boolean inBoth, Body body) {
        cases.add(new Case(List.of(ids.split(" ")), title, need, inBoth, body));
    }
}
