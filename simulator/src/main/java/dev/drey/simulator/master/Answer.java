/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

/**
 * The HTTP answer to a scheduler call that is not a stream of events.
 *
 * @param status the HTTP status code
 * @param body text for people; empty for 200 and 202
 */
public record Answer(int status, String body) {
    public static final Answer ACCEPTED = new Answer(202, "");
    public static final Answer OK = new Answer(200, "");

    public static Answer refused(int status, String body) {
        return new Answer(status, body);
    }

    public boolean isRefused() {
        return status >= 300;
    }
}
