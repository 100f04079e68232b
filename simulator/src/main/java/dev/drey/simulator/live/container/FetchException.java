/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

/** A URI could not be fetched; the message names the URI and says why. */
final class FetchException extends Exception {
    FetchException(String uri, String why) {
        super("Failed to fetch '" + uri + "': " + why);
    }
}
