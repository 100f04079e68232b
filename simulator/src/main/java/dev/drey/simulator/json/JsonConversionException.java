/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.json;

/** A JSON text that is not JSON, or does not say what the message needs. The message names the field. */
public final class JsonConversionException extends Exception {
    private static final long serialVersionUID = 1L;

    public JsonConversionException(String message) {
        super(message);
    }
}
