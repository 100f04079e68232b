/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

/** A RecordIO stream that is broken beyond repair: the connection has to be dropped. */
public final class DecoderFailure extends Exception {
    private static final long serialVersionUID = 1L;

    DecoderFailure(String message) {
        super(message);
    }
}
