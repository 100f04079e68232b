/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.CommandInfo.URI;

/** A URI of a command: where it is, and what it is called in the sandbox. */
record FetchUri(URI info, String location) {
    private static final String FORBIDDEN = "\\'\0";

    static FetchUri of(URI info) throws FetchException {
        var uri = new FetchUri(info, info.getValue().stripLeading());
        for (char c : FORBIDDEN.toCharArray()) {
            if (uri.location.indexOf(c) >= 0) {
                throw uri.failure("it contains a character that is not allowed");
            }
        }
        return uri;
    }

    FetchException failure(String why) {
        return new FetchException(location, why);
    }

    boolean isHttp() {
        return location.startsWith("http://") || location.startsWith("https://");
    }

    /** The file on this machine it names; a failure if it names none. */
    Path localFile() throws FetchException {
        if (location.startsWith("/")) {
            return Path.of(location);
        }
        for (var prefix : new String[] {"file://localhost/", "file:///"}) {
            if (location.startsWith(prefix)) {
                return Path.of(location.substring(prefix.length() - 1));
            }
        }
        var scheme = location.indexOf("://");
        throw failure(
                scheme > 0
                        ? "the scheme '" + location.substring(0, scheme) + "' is not supported"
                        : "it is neither a URL nor an absolute path");
    }

    /** The last part of the path; a query stays in the name. */
    String baseName() throws FetchException {
        var start = location.indexOf("://");
        var path = start > 0 ? location.substring(start + 3) : location;
        var slash = path.indexOf('/');
        if (slash < 0 || path.length() == slash + 1) {
            throw failure("malformed, the path is missing");
        }
        var trimmed = path.replaceAll("/+$", "");
        var name = trimmed.substring(trimmed.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw failure("its path does not end in a file name");
        }
        return name;
    }

    /** Where it goes: the output file if one is named, else the base name. Makes the directories on the way. */
    Path target(Path sandbox) throws FetchException, IOException {
        var base = baseName();
        if (!info.hasOutputFile()) {
            return sandbox.resolve(base);
        }
        var output = info.getOutputFile();
        if (output.isEmpty() || Path.of(output).isAbsolute()) {
            throw failure("the output file '" + output + "' is not a relative path");
        }
        var target = new Confinement(sandbox).path(output).filter(path -> !path.equals(sandbox));
        return target.orElseThrow(() -> failure("the output file '" + output + "' is outside the sandbox"));
    }
}
