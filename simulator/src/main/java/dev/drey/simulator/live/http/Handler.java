/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

/** Answers requests. Called on the connection's thread, in the order of arrival; must not block. */
@FunctionalInterface
public interface Handler {

    /** Must see to it that the exchange is answered, now or later, from any thread. */
    void handle(Exchange exchange);
}
